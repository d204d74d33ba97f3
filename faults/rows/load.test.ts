import { testRows } from '../lib/test-rows.ts'
import { LOAD } from './load.ts'

testRows(LOAD)
