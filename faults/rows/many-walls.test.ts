import { testRows } from '../lib/test-rows.ts'
import { MANY_WALLS } from './many-walls.ts'

testRows(MANY_WALLS)
