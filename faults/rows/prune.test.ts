import { testRows } from '../lib/test-rows.ts'
import { PRUNE } from './prune.ts'

testRows(PRUNE)
