import { testRows } from '../lib/test-rows.ts'
import { ROUTE_LOST } from './route-lost.ts'

testRows(ROUTE_LOST)
