import { testRows } from '../lib/test-rows.ts'
import { DISK_FULL } from './disk-full.ts'

testRows(DISK_FULL)
