import { testRows } from '../lib/test-rows.ts'
import { LARGE_CACHE } from './large-cache.ts'

testRows(LARGE_CACHE)
