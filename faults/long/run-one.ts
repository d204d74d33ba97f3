import { saveHistory } from '../lib/saved-history.ts'
import { runRow, type Row, type Trial } from '../lib/trial.ts'
import type { Outcome } from './messages.ts'

/** Runs a row once and says what became of it; what failed is saved to be judged again. */
export async function runOne(row: Row, trial: Trial): Promise<Outcome> {
  const startMs = performance.now()
  let failure: string | undefined
  try {
    await runRow(row, trial)
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error)
  }
  const verdict = failure === undefined ? 'ok' : row.knownDefect === undefined ? 'failed' : 'known'
  const isSaved = failure !== undefined && trial.ledgers.length > 0
  return {
    id: row.id,
    sentence: row.sentence,
    verdict,
    tally: trial.tally,
    measured: trial.measured,
    seconds: (performance.now() - startMs) / 1000,
    seed: trial.random.seed,
    ...(failure === undefined ? {} : { failure }),
    ...(isSaved ? { history: saveHistory(row.id, trial) } : {}),
  }
}
