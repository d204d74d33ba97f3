import { testRows } from '../lib/test-rows.ts'
import { DAMAGE } from './damage.ts'

testRows(DAMAGE)
