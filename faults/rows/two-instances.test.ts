import { testRows } from '../lib/test-rows.ts'
import { TWO_INSTANCES } from './two-instances.ts'

testRows(TWO_INSTANCES)
