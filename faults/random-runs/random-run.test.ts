import { describe, expect, test } from 'vitest'
import { TEST_COUNTS } from '../lib/counts.ts'
import { SLOWNESS } from '../lib/slowness.ts'
import { runRow, Trial } from '../lib/trial.ts'
import { RANDOM_ROW } from './random-run.ts'

const SEEDS = Array.from({ length: TEST_COUNTS.sequences }, (_, index) => index + 1)

/** Far beyond what any of them takes: what is not over by then hangs. */
const TIMEOUT_MS = 600_000 * SLOWNESS

// Several at once: each of them waits most of the time.
describe.concurrent('random sequences of faults', () => {
  test.for(SEEDS)(
    'R: seed %i breaks none of the six guarantees',
    { timeout: TIMEOUT_MS, retry: 0 },
    async (seed) => {
      const trial = new Trial(seed)
      await runRow(RANDOM_ROW, trial)
      expect(trial.tally.violations).toBe(0)
    },
  )
})
