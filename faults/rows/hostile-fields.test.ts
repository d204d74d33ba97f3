import { testRows } from '../lib/test-rows.ts'
import { HOSTILE_FIELDS } from './hostile-fields.ts'

testRows(HOSTILE_FIELDS)
