import { testRows } from '../lib/test-rows.ts'
import { FEED_BROKEN } from './feed-broken.ts'

testRows(FEED_BROKEN)
