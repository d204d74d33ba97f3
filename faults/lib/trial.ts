import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LONG_COUNTS, TEST_COUNTS, type Counts } from './counts.ts'
import type { Ledger } from './ledger.ts'
import { Random } from './random.ts'
import { emptyTally, type Tally } from './tally.ts'

export type { Tally }

export interface Injected {
  /** A detector of the product reported it: which one, and what it said. */
  seen(detector: string): void
}

interface Fault {
  readonly name: string
  detector: string | undefined
}

/** One run of one row: what it did, what was noticed of it, and how to clear away after it. */
export class Trial {
  readonly random: Random
  readonly tally: Tally = emptyTally()
  /** With the product's own times and more repetitions: `npm run test:faults`. */
  readonly long: boolean
  readonly counts: Counts
  /** What was judged last, to be saved when it failed. */
  ledgers: readonly Ledger[] = []
  /** What was measured on the way, as it is printed. */
  readonly measured: string[] = []
  /** How far it has come. */
  reached = ''
  readonly #faults: Fault[] = []
  readonly #undo: (() => unknown)[] = []

  readonly #untilMs: number

  constructor(
    seed: number,
    long = false,
    counts: Counts = long ? LONG_COUNTS : TEST_COUNTS,
    untilMs = Number.POSITIVE_INFINITY,
  ) {
    this.random = new Random(seed)
    this.long = long
    this.counts = counts
    this.#untilMs = untilMs
  }

  /** How often something is repeated. */
  times(inTests: number, inLong: number): number {
    return this.long ? inLong : inTests
  }

  /** Writes down that a fault is being injected. It has to be seen by the end of the trial. */
  inject(name: string): Injected {
    const fault: Fault = { name, detector: undefined }
    this.#faults.push(fault)
    this.tally.injected++
    return {
      seen: (detector) => {
        if (fault.detector === undefined) this.tally.seen++
        fault.detector = detector
      },
    }
  }

  /** The time of the whole run is up: what is counted ends here, and says how far it came. */
  get isLate(): boolean {
    return Date.now() >= this.#untilMs
  }

  /** A guarantee is broken: counted, and told in words by which vitest.config.ts knows not to try it again. */
  violated(sentences: readonly string[]): never {
    this.tally.violations += sentences.length
    throw new Error(`VIOLATED ${sentences.length} times:\n${sentences.slice(0, 10).join('\n')}`)
  }

  /** How far a long row has come: whoever shows it asks for it. */
  progress(text: string): void {
    this.reached = text
  }

  /** Milliseconds since a start. */
  measure(name: string, startMs: number): void {
    this.measured.push(`${name} after ${Math.round(performance.now() - startMs)} ms`)
  }

  defer(undo: () => unknown): void {
    this.#undo.push(undo)
  }

  folder(): string {
    const path = mkdtempSync(join(tmpdir(), 'fiveten-faults-'))
    this.defer(() => rmSync(path, { recursive: true, force: true }))
    return path
  }

  /** A fault that nobody noticed may be one that did not happen. */
  assertSeen(): void {
    const unseen = this.#faults.filter((fault) => fault.detector === undefined).map((fault) => fault.name)
    if (unseen.length > 0) throw new Error(`Injected and seen by no detector: ${unseen.join('; ')}.`)
    if (this.#faults.length === 0) throw new Error('Nothing was injected.')
  }

  async clear(): Promise<void> {
    for (const step of this.#undo.splice(0).reverse()) await step()
  }
}

/** One row of the fault matrix. */
export interface Row {
  /** As in the matrix. */
  readonly id: string
  /** What has to hold. */
  readonly sentence: string
  /** In a long run it takes longest: it begins first. */
  readonly isLongest?: boolean
  /** It does not hold yet, and why. The day it does, its test fails until this line is taken away. */
  readonly knownDefect?: string
  /** Why it cannot run on this machine; undefined where it can. */
  readonly cannotRun?: () => string | undefined
  run(trial: Trial): Promise<void>
}

/** Runs a row once. Rejects when it does not hold or a fault went unnoticed; everything is cleared away. */
export async function runRow(row: Row, trial: Trial): Promise<void> {
  try {
    await row.run(trial)
    trial.assertSeen()
  } finally {
    await trial.clear()
  }
}
