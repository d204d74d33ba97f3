import './lib/quiet-transport.ts'
import { parseArgs } from 'node:util'
import { LONG_COUNTS, TEST_COUNTS, type Counts } from './lib/counts.ts'
import { replay } from './lib/saved-history.ts'
import { LongRun } from './long/long-run.ts'
import { RANDOM_ROW } from './random-runs/random-run.ts'
import { ROWS } from './rows/index.ts'

/**
 * Every row of the matrix with the product's own times and many repetitions, and random sequences beside them.
 * What fails is saved under faults/histories with its seed, and judged again by --replay.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    /** At least so many injected faults, changes that pass through a wall, kills, malformed frames, walls. */
    faults: { type: 'string' },
    changes: { type: 'string' },
    kills: { type: 'string' },
    frames: { type: 'string' },
    walls: { type: 'string' },
    sequences: { type: 'string' },
    /** What is not done by then ends, is counted as far as it came, and is named. */
    minutes: { type: 'string', default: '600' },
    /** Rows at once. */
    workers: { type: 'string', default: '3' },
    /** Only the rows of this id; R for the random sequences. */
    row: { type: 'string' },
    replay: { type: 'string' },
    /** With the short times and few repetitions of `npm test`. */
    quick: { type: 'boolean', default: false },
  },
})

const ids = [...new Set([...ROWS.map(({ id }) => id), RANDOM_ROW.id])]
if (values.row !== undefined && !ids.includes(values.row)) {
  console.error(`--row: there is no row ${values.row}; name one of ${ids.join(', ')}.`)
  process.exit(2)
}

const say = (line: string): void => console.log(line)

if (values.replay !== undefined) {
  process.exitCode = replay(values.replay, say) === 0 ? 0 : 1
} else {
  const untilMs = Date.now() + wholeNumber('minutes') * 60_000
  const setting = { seed: wholeNumber('seed'), long: !values.quick, counts: counts(), untilMs }
  const only = values.row === undefined ? {} : { row: values.row }
  const failed = await new LongRun({ setting, workers: wholeNumber('workers'), say, ...only }).run()
  process.exit(failed === 0 ? 0 : 1)
}

function counts(): Counts {
  const usual = values.quick ? TEST_COUNTS : LONG_COUNTS
  const names = Object.keys(usual) as (keyof Counts)[]
  return Object.fromEntries(
    names.map((name) => [name, values[name] === undefined ? usual[name] : wholeNumber(name)]),
  ) as unknown as Counts
}

function wholeNumber(name: keyof typeof values): number {
  const text = String(values[name])
  if (!/^\d{1,12}$/.test(text)) throw new Error(`--${name} takes a whole number, not "${text}".`)
  return Number(text)
}
