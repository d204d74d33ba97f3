import '../lib/quiet-transport.ts'
import { Trial } from '../lib/trial.ts'
import { waitLonger } from '../lib/wait.ts'
import { RANDOM_ROW } from '../random-runs/random-run.ts'
import { ROWS } from '../rows/index.ts'
import type { Order, Report, Setting } from './messages.ts'
import { runOne } from './run-one.ts'

/** One worker of a long run: it does what it is told over its parent's channel, and says how far it has come. */
const REPORT_EVERY_MS = 5_000

/** Random sequences under way at once: each of them waits most of the time. */
const SEQUENCES_AT_ONCE = 3

/** Beside other work, and at the lowest priority, everything takes longer. */
const PATIENCE_MS = 600_000
waitLonger(PATIENCE_MS)

let isEnough = false
const underWay = new Map<Trial, string>()

process.on('message', (order: Order) => void obey(order))
process.on('disconnect', () => void clearAndLeave())
setInterval(sayReached, REPORT_EVERY_MS)

/** Once the parent has gone nobody listens, and the worker is leaving. */
function say(report: Report): void {
  if (process.connected) process.send?.(report)
}

async function obey(order: Order): Promise<void> {
  if (order.type === 'enough') isEnough = true
  if (order.type === 'row') await runNumbered(order.index, order.setting)
  if (order.type === 'random') await runSequences(order.setting)
  if (order.type !== 'enough') say({ type: 'free' })
}

async function runNumbered(index: number, { seed, long, counts, untilMs }: Setting): Promise<void> {
  const row = ROWS[index]
  if (row === undefined) throw new Error(`There is no row ${index}.`)
  const trial = new Trial(seed, long, counts, untilMs)
  underWay.set(trial, row.id)
  const outcome = await runOne(row, trial)
  underWay.delete(trial)
  say({ type: 'row', outcome })
}

async function runSequences({ seed, long, counts }: Setting): Promise<void> {
  let next = seed
  const runs = Array.from({ length: SEQUENCES_AT_ONCE }, async () => {
    while (!isEnough) {
      const trial = new Trial(next++, long, counts)
      underWay.set(trial, RANDOM_ROW.id)
      const outcome = await runOne(RANDOM_ROW, trial)
      underWay.delete(trial)
      say({ type: 'sequence', outcome })
    }
  })
  await Promise.all(runs)
}

/** Programs that were started must not outlive the run. */
async function clearAndLeave(): Promise<void> {
  await Promise.allSettled([...underWay.keys()].map((trial) => trial.clear()))
  process.exit(1)
}

function sayReached(): void {
  for (const [trial, id] of underWay) {
    if (id === RANDOM_ROW.id) continue
    say({ type: 'reached', text: `${id} ${trial.reached}`.trim(), tally: trial.tally })
  }
}
