import type { Row } from '../lib/trial.ts'
import { ROUTE_LOST } from './route-lost.ts'
import { HOSTILE_FIELDS } from './hostile-fields.ts'
import { TWO_INSTANCES } from './two-instances.ts'
import { READER_LEFT_OPEN } from './reader-left-open.ts'
import { PRUNE } from './prune.ts'
import { DRIFT } from './drift.ts'
import { CALENDAR } from './calendar.ts'
import { CLOCKS } from './clocks.ts'
import { CONTENT_ASTRAY } from './content-astray.ts'
import { CORE_KILLED } from './core-killed.ts'
import { DAMAGE } from './damage.ts'
import { DISK } from './disk.ts'
import { DISK_FULL } from './disk-full.ts'
import { FEED_BROKEN } from './feed-broken.ts'
import { FRAMES } from './frames.ts'
import { FEED_HISTORY } from './feed-history.ts'
import { GATEWAY_DISK_FULL } from './gateway-disk-full.ts'
import { GATEWAY_LOST } from './gateway-lost.ts'
import { HOSTILE } from './hostile.ts'
import { LARGE_CACHE } from './large-cache.ts'
import { LOAD } from './load.ts'
import { MANY_WALLS } from './many-walls.ts'
import { NETWORK } from './network.ts'
import { NETWORK_UNSTEADY } from './network-unsteady.ts'
import { PROCESS } from './process.ts'

/** All rows of the matrix that can be tried here. */
export const ROWS: readonly Row[] = [
  ...GATEWAY_LOST,
  ...NETWORK,
  ...NETWORK_UNSTEADY,
  ...ROUTE_LOST,
  ...MANY_WALLS,
  ...FEED_HISTORY,
  ...FEED_BROKEN,
  ...CONTENT_ASTRAY,
  ...FRAMES,
  ...CORE_KILLED,
  ...DISK,
  ...DISK_FULL,
  ...GATEWAY_DISK_FULL,
  ...TWO_INSTANCES,
  ...DAMAGE,
  ...LARGE_CACHE,
  ...READER_LEFT_OPEN,
  ...PRUNE,
  ...PROCESS,
  ...CLOCKS,
  ...DRIFT,
  ...CALENDAR,
  ...LOAD,
  ...HOSTILE,
  ...HOSTILE_FIELDS,
]
