import { sumOf, wordsOf, type Tally } from '../lib/tally.ts'
import { RANDOM_ROW } from '../random-runs/random-run.ts'
import { ROWS } from '../rows/index.ts'
import type { Row } from '../lib/trial.ts'
import type { Outcome, Report, Setting } from './messages.ts'
import { Worker } from './worker.ts'

const SAID_EVERY_MS = 20_000
/** More than the sequences of any run. */
const SEEDS_APART = 1_000_000
/** A worker that dies again and again has shown what there is to see. */
const MOST_DEATHS = 5

export interface LongRunOptions {
  readonly setting: Setting
  /** Only rows of this id; all when absent. */
  readonly row?: string
  /** How many rows at once; random sequences have a worker of their own. */
  readonly workers: number
  readonly say: (line: string) => void
}

/** All rows, handed out to workers, and random sequences beside them until there were enough faults. */
export class LongRun {
  readonly #options: LongRunOptions
  readonly #outcomes: Outcome[] = []
  readonly #workers: Worker[] = []
  readonly #startMs = performance.now()
  #waiting: number[] = []
  #sequences = 0
  #randomWorker: Worker | undefined

  constructor(options: LongRunOptions) {
    this.#options = options
  }

  /** Resolves with the number of rows and sequences that failed. */
  async run(): Promise<number> {
    const { workers, row, say } = this.#options
    this.#waiting = this.#wanted()
    const saying = setInterval(() => this.#sayProgress(), SAID_EVERY_MS)
    try {
      const all = [...Array.from({ length: workers }, () => this.#runRows())]
      if (row === undefined || row === RANDOM_ROW.id) all.push(this.#runSequences())
      await Promise.all(all)
    } finally {
      clearInterval(saying)
      for (const worker of this.#workers) worker.stop()
    }
    this.#saySequences()
    for (const index of this.#waiting) say(`${ROWS[index]?.id.padEnd(4)} not begun: ${ROWS[index]?.sentence}`)
    const failed = this.#outcomes.filter((one) => one.verdict === 'failed').length
    const minutes = ((performance.now() - this.#startMs) / 60_000).toFixed(1)
    say(`total: ${wordsOf(this.#tally())}, ${failed} failed, ${minutes} minutes`)
    return failed
  }

  #wanted(): number[] {
    const wanted: number[] = []
    for (const [index, row] of ROWS.entries()) {
      if (this.#options.row !== undefined && row.id !== this.#options.row) continue
      const reason = row.cannotRun?.()
      if (reason === undefined) wanted.push(index)
      else this.#options.say(`${row.id.padEnd(4)} skipped: ${reason}: ${row.sentence}`)
    }
    // The longest first: a run is as long as what begins last.
    return wanted.sort((a, b) => Number(ROWS[b]?.isLongest ?? false) - Number(ROWS[a]?.isLongest ?? false))
  }

  async #runRows(): Promise<void> {
    let worker = this.#hire()
    for (let index = this.#next(); index !== undefined; index = this.#next()) {
      const row = ROWS[index]
      if (row === undefined) continue
      const order = { type: 'row', index, setting: this.#options.setting } as const
      const error = await worker.obey(order, row.id)
      if (error === undefined) continue
      this.#noteDeath(row, error)
      worker = this.#hire()
    }
    this.#askIfEnough()
  }

  /** Nothing begins after the time is up. */
  #next(): number | undefined {
    return this.#isLate ? undefined : this.#waiting.shift()
  }

  get #isLate(): boolean {
    return Date.now() >= this.#options.setting.untilMs
  }

  /** After the death of a worker the next one goes on with other seeds. */
  async #runSequences(): Promise<void> {
    const { setting } = this.#options
    for (let deaths = 0; ; deaths++) {
      const worker = this.#hire()
      this.#randomWorker = worker
      const seed = setting.seed + deaths * SEEDS_APART
      const error = await worker.obey({ type: 'random', setting: { ...setting, seed } }, RANDOM_ROW.id)
      this.#randomWorker = undefined
      if (error === undefined) return
      this.#noteDeath(RANDOM_ROW, error)
      if (this.#isLate || deaths === MOST_DEATHS) return
    }
  }

  /** A worker that ends by itself has failed what it was told, and nothing else is lost by it. */
  #noteDeath({ id, sentence }: Row, error: Error): void {
    const outcome = {
      id,
      sentence,
      tally: sumOf([]),
      measured: [],
      seconds: 0,
      seed: this.#options.setting.seed,
    }
    this.#take({ type: 'row', outcome: { ...outcome, verdict: 'failed', failure: error.message } })
  }

  #hire(): Worker {
    const worker = new Worker((report) => this.#take(report))
    this.#workers.push(worker)
    return worker
  }

  #take(report: Report): void {
    if (report.type !== 'row' && report.type !== 'sequence') return
    this.#outcomes.push(report.outcome)
    if (report.type === 'row' || report.outcome.verdict !== 'ok') this.#sayOutcome(report.outcome)
    if (report.type === 'sequence') this.#sequences++
    this.#askIfEnough()
  }

  #askIfEnough(): void {
    const { counts } = this.#options.setting
    const isReached = this.#sequences >= counts.sequences && this.#tally().injected >= counts.faults
    if (isReached || this.#isLate) this.#randomWorker?.enough()
  }

  #tally(): Tally {
    const underWay = this.#workers.flatMap((worker) => worker.tally ?? [])
    return sumOf([...this.#outcomes.map((one) => one.tally), ...underWay])
  }

  #sayProgress(): void {
    this.#askIfEnough()
    const seconds = Math.round((performance.now() - this.#startMs) / 1000)
    const now = this.#workers.map((worker) => worker.reached).filter((text) => text !== '')
    this.#options.say(
      `  ${seconds} s: ${wordsOf(this.#tally())}, ${this.#sequences} sequences; now ${now.join(', ')}`,
    )
  }

  #sayOutcome({ id, sentence, verdict, tally, measured, seconds, seed, failure, history }: Outcome): void {
    const counts = `${tally.injected} injected, ${tally.seen} seen, ${tally.violations} violations`
    const figures = [counts, `${tally.kills} kills`, `${seconds.toFixed(1)} s`, ...measured].join(', ')
    const word = verdict === 'ok' ? 'ok    ' : verdict === 'known' ? 'KNOWN ' : 'FAILED'
    this.#options.say(`${id.padEnd(4)} ${word} ${figures}: ${sentence}`)
    if (failure !== undefined) this.#options.say(`     seed ${seed}: ${failure}`)
    if (history !== undefined) this.#options.say(`     history: ${history}`)
  }

  #saySequences(): void {
    const all = this.#outcomes.filter((one) => one.id === RANDOM_ROW.id)
    if (all.length === 0) return
    const failed = all.filter((one) => one.verdict === 'failed').length
    const tally = wordsOf(sumOf(all.map((one) => one.tally)))
    this.#options.say(`${RANDOM_ROW.id.padEnd(4)} ${all.length} sequences, ${failed} failed: ${tally}`)
  }
}
