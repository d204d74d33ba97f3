import { test } from 'vitest'
import { SLOWNESS } from './slowness.ts'
import { runRow, Trial, type Row } from './trial.ts'

const SEED = 5_10

/** Far beyond what any row takes: what is not over by then hangs. */
const TIMEOUT_MS = 600_000 * SLOWNESS

/** Rows as tests of their names, with the counts that fit in the time of `npm test`. */
export function testRows(rows: readonly Row[]): void {
  for (const row of rows) {
    const reason = row.cannotRun?.()
    const name = `${row.id}: ${row.sentence}`
    if (reason !== undefined) test.skip(`${name} (skipped: ${reason})`, () => undefined)
    else if (row.knownDefect !== undefined) test.fails(name, () => runMeasured(row), TIMEOUT_MS)
    else test(name, () => runMeasured(row), TIMEOUT_MS)
  }
}

/** What was measured is printed and judged by nobody: figures belong to the machine. */
async function runMeasured(row: Row): Promise<void> {
  const trial = new Trial(SEED)
  await runRow(row, trial)
  if (trial.measured.length > 0) process.stdout.write(`${row.id}: ${trial.measured.join(', ')}\n`)
}
