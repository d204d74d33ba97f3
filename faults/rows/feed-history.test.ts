import { testRows } from '../lib/test-rows.ts'
import { FEED_HISTORY } from './feed-history.ts'

testRows(FEED_HISTORY)
