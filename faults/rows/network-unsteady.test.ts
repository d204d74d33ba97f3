import { testRows } from '../lib/test-rows.ts'
import { NETWORK_UNSTEADY } from './network-unsteady.ts'

testRows(NETWORK_UNSTEADY)
