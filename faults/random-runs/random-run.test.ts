import { describe, expect, test } from 'vitest'
import { runRow, Trial } from '../lib/trial.ts'
import { RANDOM_ROW } from './random-run.ts'

const SEQUENCES = 6

describe('random sequences of faults', () => {
  test.each(Array.from({ length: SEQUENCES }, (_, index) => index + 1))(
    'R: seed %i breaks none of the six guarantees',
    async (seed) => {
      const trial = new Trial(seed)
      await runRow(RANDOM_ROW, trial)
      expect(trial.tally.violations).toBe(0)
    },
    60_000,
  )
})
