import { testRows } from '../lib/test-rows.ts'
import { PROCESS } from './process.ts'

testRows(PROCESS)
