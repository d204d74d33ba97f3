import type { WatchTiming } from '../../core/watch/timing.ts'
import type { Trial } from './trial.ts'

/** The gateway's bookmarks come every 2 s: the least that a wall can wait. */
const QUICK: Partial<WatchTiming> = {
  firstMessageMs: 1_500,
  silenceMs: 3_000,
  staleAfterMs: 2_800,
  backoffInitialMs: 50,
  backoffCapMs: 400,
}

/** The product's own times in the long run, shorter ones in the tests. */
export function timingOf(trial: Trial): Partial<WatchTiming> {
  return trial.long ? {} : QUICK
}
