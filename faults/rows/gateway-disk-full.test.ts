import { testRows } from '../lib/test-rows.ts'
import { GATEWAY_DISK_FULL } from './gateway-disk-full.ts'

testRows(GATEWAY_DISK_FULL)
