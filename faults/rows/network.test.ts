import { testRows } from '../lib/test-rows.ts'
import { NETWORK } from './network.ts'

testRows(NETWORK)
