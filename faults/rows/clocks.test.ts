import { testRows } from '../lib/test-rows.ts'
import { CLOCKS } from './clocks.ts'

testRows(CLOCKS)
