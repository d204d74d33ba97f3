import { testRows } from '../lib/test-rows.ts'
import { FRAMES } from './frames.ts'

testRows(FRAMES)
