import { testRows } from '../lib/test-rows.ts'
import { CORE_KILLED } from './core-killed.ts'

testRows(CORE_KILLED)
