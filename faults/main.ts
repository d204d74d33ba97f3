import './lib/quiet-transport.ts'
import { parseArgs } from 'node:util'
import { RANDOM_ROW } from './random-runs/random-run.ts'
import { replay, saveHistory } from './lib/saved-history.ts'
import { runRow, Trial, type Row, type Tally } from './lib/trial.ts'
import { ROWS } from './rows/index.ts'

/**
 * Every row of the matrix with the product's own times and many repetitions, then random sequences. What
 * fails is saved under faults/histories with its seed, and judged again by --replay.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '1' },
    row: { type: 'string' },
    replay: { type: 'string' },
    /** With the short times and few repetitions of `npm test`. */
    quick: { type: 'boolean', default: false },
  },
})

interface Line {
  readonly id: string
  readonly tally: Tally
}

const totals: Tally = { injected: 0, seen: 0, violations: 0, changes: 0, kills: 0, reconnects: 0 }
let failures = 0

if (values.replay === undefined) {
  await runAll(Number(values.seed), Number(values.minutes))
} else {
  process.exitCode = replay(values.replay, (line) => console.log(line)) === 0 ? 0 : 1
}

async function runAll(seed: number, minutes: number): Promise<void> {
  const wanted = ROWS.filter((row) => values.row === undefined || row.id === values.row)
  for (const row of wanted) {
    const reason = row.cannotRun?.()
    if (reason === undefined) await runOne(row, new Trial(seed, !values.quick))
    else console.log(`${row.id.padEnd(4)} skipped: ${reason}`)
  }
  if (values.row === undefined || values.row === RANDOM_ROW.id) await runRandom(seed, minutes)
  console.log(
    `total: ${totals.injected} faults injected, ${totals.seen} seen, ${totals.violations} violations, ` +
      `${totals.changes} changes, ${totals.kills} kills, ${totals.reconnects} reconnects, ${failures} rows failed`,
  )
  process.exit(failures === 0 ? 0 : 1)
}

async function runRandom(seed: number, minutes: number): Promise<void> {
  const untilMs = performance.now() + minutes * 60_000
  const lines: Line[] = []
  for (let next = seed; performance.now() < untilMs; next++) {
    const trial = new Trial(next, !values.quick)
    await runOne(RANDOM_ROW, trial, values.row === RANDOM_ROW.id)
    lines.push({ id: RANDOM_ROW.id, tally: trial.tally })
  }
  const sum = (name: keyof Tally) => lines.reduce((all, { tally }) => all + tally[name], 0)
  console.log(
    `${RANDOM_ROW.id.padEnd(4)} ${lines.length} sequences: ${sum('injected')} injected, ` +
      `${sum('seen')} seen, ${sum('violations')} violations, ${sum('changes')} changes`,
  )
}

async function runOne(row: Row, trial: Trial, isSaid = row.id !== RANDOM_ROW.id): Promise<void> {
  const startMs = performance.now()
  let failure: unknown
  try {
    await runRow(row, trial)
  } catch (error) {
    failure = error
    if (row.knownDefect === undefined) failures++
  }
  for (const name of Object.keys(totals) as (keyof Tally)[]) totals[name] += trial.tally[name]
  const { injected, seen, violations } = trial.tally
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1)
  const measured = trial.measured.map((one) => `, ${one}`).join('')
  const verdict = failure === undefined ? 'ok    ' : row.knownDefect === undefined ? 'FAILED' : 'KNOWN '
  const counts = `${injected} injected, ${seen} seen, ${violations} violations, ${seconds} s${measured}`
  if (isSaid || failure !== undefined) {
    console.log(`${row.id.padEnd(4)} ${verdict} ${counts}: ${row.sentence}`)
  }
  if (failure === undefined) return
  console.log(
    `     seed ${trial.random.seed}: ${failure instanceof Error ? failure.message : String(failure)}`,
  )
  if (trial.ledgers.length > 0) console.log(`     history: ${saveHistory(row.id, trial)}`)
}
