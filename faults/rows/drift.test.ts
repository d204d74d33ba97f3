import { testRows } from '../lib/test-rows.ts'
import { DRIFT } from './drift.ts'

testRows(DRIFT)
