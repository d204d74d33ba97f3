import { testRows } from '../lib/test-rows.ts'
import { GATEWAY_LOST } from './gateway-lost.ts'

testRows(GATEWAY_LOST)
