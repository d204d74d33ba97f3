import { testRows } from '../lib/test-rows.ts'
import { HOSTILE } from './hostile.ts'

testRows(HOSTILE)
