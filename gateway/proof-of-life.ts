import { setRepeatingTimer } from '../domain/clock.ts'
import type { Cancel, Clock } from '../domain/clock.ts'
import { Case, Fact, FactType, Stage } from '../proto/gen/wall/v1/case.ts'
import { encodeResource } from './kinds.ts'
import type { Log, LogWriter } from './log/log.ts'
import { PROOF_OF_LIFE_ID } from './intake/synthetic.ts'
import { toTimestamp } from './timestamps.ts'

const INTERVAL_MS = 60_000
/** Between two writes, so that a log which takes none is found out. */
const PULSE_MS = 5_000
/** As much as the wire can say. */
const MOST_MS = 2 ** 32 - 1
const EMPTY = new Uint8Array()

export interface ProofOfLifeOptions {
  readonly log: Log
  /** Real time, whatever the speed of a scenario: the way to the glass is walked in real seconds. */
  readonly clock: Clock
  /** The gateway's time, which walls compare with theirs. */
  readonly serverMs: () => number
  /** Told of the first of several failures in a row. */
  readonly onFailed: (error: unknown) => void
}

/**
 * Puts a synthetic case into the log at once and every minute from then on. It goes the way of every other case, so
 * that a wall which saw it drawn knows that the way is open. It is the one case that does not grow: only the newest
 * of its facts is kept.
 *
 * In between the log is made to write every five seconds, and for how long it has not is told to every wall: a disk
 * that takes nothing more would otherwise look like a quiet city until the next minute.
 */
export class ProofOfLife {
  readonly #options: ProofOfLifeOptions
  #cancel: Cancel | undefined
  #writtenMs: number | undefined
  #provedMs: number | undefined
  #hasFailed = false

  constructor(options: ProofOfLifeOptions) {
    this.#options = options
  }

  start(): void {
    this.#written()
    // A queue that is long delays a beat, not what stands before it.
    const unsubscribe = this.#options.log.onCommit(() => this.#written())
    const cancel = setRepeatingTimer(this.#options.clock, PULSE_MS, () => this.#beat())
    this.#cancel = () => {
      cancel()
      unsubscribe()
    }
    this.#beat()
  }

  stop(): void {
    this.#cancel?.()
  }

  /** Real time since the log took a write; undefined where nobody finds out. */
  unwrittenMs(): number | undefined {
    if (this.#writtenMs === undefined) return undefined
    return Math.min(MOST_MS, Math.round(this.#options.clock.monotonicMs() - this.#writtenMs))
  }

  #written(): void {
    this.#writtenMs = this.#options.clock.monotonicMs()
  }

  #beat(): void {
    const { clock, log, onFailed } = this.#options
    const nowMs = clock.monotonicMs()
    // A minute that ends between two beats ends at the nearer one.
    const isDue = this.#provedMs === undefined || nowMs - this.#provedMs > INTERVAL_MS - PULSE_MS / 2
    const run = (writer: LogWriter): void => (isDue ? this.#prove(writer) : writer.touch())
    log.write({ weight: 1, atomic: false, run }).then(
      () => {
        this.#written()
        if (isDue) this.#provedMs = nowMs
        this.#hasFailed = false
      },
      (error: unknown) => {
        if (!this.#hasFailed) onFailed(error)
        this.#hasFailed = true
      },
    )
  }

  #prove(writer: LogWriter): void {
    writer.put('case', PROOF_OF_LIFE_ID, encodeResource('case', proofOfLife(this.#options.serverMs())))
  }
}

function proofOfLife(atMs: number): Case {
  const at = toTimestamp(atMs)
  const id = new Date(atMs).toISOString()
  const emitted = { ...Fact.decode(EMPTY), id, type: FactType.FACT_TYPE_REPORTED, at }
  return {
    ...Case.decode(EMPTY),
    id: PROOF_OF_LIFE_ID,
    title: 'Proof of life',
    stage: Stage.STAGE_REPORT,
    synthetic: true,
    facts: [emitted],
  }
}
