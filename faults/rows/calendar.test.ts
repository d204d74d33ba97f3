import { testRows } from '../lib/test-rows.ts'
import { CALENDAR } from './calendar.ts'

testRows(CALENDAR)
