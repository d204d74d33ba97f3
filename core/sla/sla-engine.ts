import TinyQueue from 'tinyqueue'
import type { Cancel, Clock } from '../../domain/clock.ts'
import { CLOCK_KINDS, type ClockKind, type ClockRecord } from '../../domain/sla/clock-record.ts'
import { readClock, type ClockState } from '../../domain/sla/clock-state.ts'
import type { ServerClock } from '../watch/server-clock.ts'

export interface Transition {
  readonly caseId: string
  readonly kind: ClockKind
  readonly from: ClockState
  readonly to: ClockState
}

interface SlaEngineOptions {
  readonly clock: Clock
  readonly serverClock: ServerClock
  readonly knownToMs: () => number
  readonly onTransition: (transition: Transition) => void
}

interface Deadline {
  readonly atMs: number
  readonly key: string
}

interface Judged {
  readonly caseId: string
  readonly record: ClockRecord
  readonly state: ClockState
  /** The deadline that waits for it; another one in the heap is void. */
  readonly nextChangeMs: number | undefined
}

/** Timers are at most this long, so that a corrected server clock is noticed. */
const MAX_WAIT_MS = 1_000

/**
 * Tells when the state of a clock changes. It computes nothing that `readClock` does not: a heap holds the
 * next instant of every open clock, and one timer waits for the earliest.
 */
export class SlaEngine {
  readonly #options: SlaEngineOptions
  readonly #deadlines = new TinyQueue<Deadline>([], (a, b) => a.atMs - b.atMs)
  readonly #clocks = new Map<string, Judged>()
  #armedForMs: number | undefined
  #cancel: Cancel = () => {}

  constructor(options: SlaEngineOptions) {
    this.#options = options
  }

  /** The clocks of a case as they are now; an empty list forgets the case. */
  setClocks(caseId: string, clocks: readonly ClockRecord[]): void {
    for (const kind of CLOCK_KINDS) {
      const record = clocks.find((clock) => clock.kind === kind)
      if (record === undefined) this.#clocks.delete(keyOf(caseId, kind))
      else this.#judge(caseId, record)
    }
    this.#arm()
  }

  /** What is known has changed without a fact: the link was lost or came back (I9). */
  reconsider(): void {
    for (const { caseId, record, state } of this.#clocks.values()) {
      if (state === 'presumed' || state === 'breached') this.#judge(caseId, record)
    }
  }

  clear(): void {
    this.stop()
    this.#clocks.clear()
    this.#deadlines.length = 0
    this.#deadlines.data.length = 0
  }

  stop(): void {
    this.#cancel()
    this.#armedForMs = undefined
  }

  #judge(caseId: string, record: ClockRecord): void {
    const { serverClock, knownToMs, onTransition } = this.#options
    const key = keyOf(caseId, record.kind)
    const before = this.#clocks.get(key)
    const { state, nextChangeMs } = readClock(record, serverClock.nowMs(), knownToMs())
    this.#clocks.set(key, { caseId, record, state, nextChangeMs })
    if (nextChangeMs !== undefined && nextChangeMs !== before?.nextChangeMs) {
      this.#deadlines.push({ atMs: nextChangeMs, key })
    }
    if (before !== undefined && before.state !== state) {
      onTransition({ caseId, kind: record.kind, from: before.state, to: state })
    }
  }

  #fire(): void {
    this.#armedForMs = undefined
    const nowMs = this.#options.serverClock.nowMs()
    for (let next = this.#deadlines.peek(); next !== undefined && next.atMs <= nowMs;) {
      this.#deadlines.pop()
      const judged = this.#clocks.get(next.key)
      if (judged?.nextChangeMs === next.atMs) this.#judge(judged.caseId, judged.record)
      next = this.#deadlines.peek()
    }
    this.#arm()
  }

  #arm(): void {
    const next = this.#deadlines.peek()
    if (next === undefined || next.atMs === this.#armedForMs) return
    const { clock, serverClock } = this.#options
    this.#cancel()
    this.#armedForMs = next.atMs
    const waitMs = Math.max(0, (next.atMs - serverClock.nowMs()) / serverClock.rate)
    this.#cancel = clock.setTimer(Math.min(waitMs, MAX_WAIT_MS), () => this.#fire())
  }
}

function keyOf(caseId: string, kind: ClockKind): string {
  return `${caseId}/${kind}`
}
