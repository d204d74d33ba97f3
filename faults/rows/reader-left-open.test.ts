import { testRows } from '../lib/test-rows.ts'
import { READER_LEFT_OPEN } from './reader-left-open.ts'

testRows(READER_LEFT_OPEN)
