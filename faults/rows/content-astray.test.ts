import { testRows } from '../lib/test-rows.ts'
import { CONTENT_ASTRAY } from './content-astray.ts'

testRows(CONTENT_ASTRAY)
