import type { WatchTiming } from '../../core/watch/timing.ts'
import { SLOWNESS } from './slowness.ts'
import type { Trial } from './trial.ts'

/** The gateway's bookmarks come every 2 s: the least that a wall can wait. */
const QUICK: Partial<WatchTiming> = {
  firstMessageMs: 1_500,
  silenceMs: 3_000,
  staleAfterMs: 2_800,
  knockMs: 200,
  backoffInitialMs: 50,
  backoffCapMs: 400,
}

/** The product's own times in the long run, shorter ones in the tests. */
export function timingOf(trial: Trial): Partial<WatchTiming> {
  return trial.long ? {} : QUICK
}

/** For random runs, where hundreds of faults follow one another: a gateway that says something every 0.1 s. */
export const HASTY = {
  limits: { bookmarkMs: 100, settleMs: 20 },
  timing: {
    firstMessageMs: 1_000 * SLOWNESS,
    silenceMs: 500 * SLOWNESS,
    staleAfterMs: 400 * SLOWNESS,
    knockMs: 40,
    backoffInitialMs: 20,
    backoffCapMs: 100,
  },
} as const
