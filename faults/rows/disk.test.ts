import { testRows } from '../lib/test-rows.ts'
import { DISK } from './disk.ts'

testRows(DISK)
