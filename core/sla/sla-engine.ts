import TinyQueue from 'tinyqueue'
import type { Cancel, Clock } from '../../domain/clock.ts'
import type { ClockKind, ClockRecord } from '../../domain/sla/clock-record.ts'
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
  readonly caseId: string
  readonly kind: ClockKind
  /** The clock it was computed for; another record in its place makes it void. */
  readonly record: ClockRecord
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
  readonly #current = new Map<string, { record: ClockRecord; state: ClockState }>()
  #cancel: Cancel | undefined

  constructor(options: SlaEngineOptions) {
    this.#options = options
  }

  /** The clocks of a case as they are now; an empty list forgets the case. */
  setClocks(caseId: string, clocks: readonly ClockRecord[]): void {
    for (const kind of ['arrive', 'handle', 'grace'] as const) {
      const record = clocks.find((clock) => clock.kind === kind)
      const key = `${caseId}/${kind}`
      if (record === undefined) this.#current.delete(key)
      else this.#judge(caseId, kind, record, this.#current.get(key)?.state)
    }
    this.#arm()
  }

  clear(): void {
    this.#current.clear()
    this.#deadlines.length = 0
    this.#deadlines.data.length = 0
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }

  #judge(caseId: string, kind: ClockKind, record: ClockRecord, before: ClockState | undefined): void {
    const { serverClock, knownToMs, onTransition } = this.#options
    const nowMs = serverClock.nowMs()
    const { state, nextChangeMs } = readClock(record, nowMs, knownToMs())
    this.#current.set(`${caseId}/${kind}`, { record, state })
    if (nextChangeMs !== undefined) this.#deadlines.push({ atMs: nextChangeMs, caseId, kind, record })
    if (before !== undefined && before !== state) onTransition({ caseId, kind, from: before, to: state })
  }

  #fire(): void {
    this.#cancel = undefined
    const nowMs = this.#options.serverClock.nowMs()
    for (let next = this.#deadlines.peek(); next !== undefined && next.atMs <= nowMs;) {
      this.#deadlines.pop()
      const current = this.#current.get(`${next.caseId}/${next.kind}`)
      if (current?.record === next.record) this.#judge(next.caseId, next.kind, next.record, current.state)
      next = this.#deadlines.peek()
    }
    this.#arm()
  }

  #arm(): void {
    const next = this.#deadlines.peek()
    if (next === undefined || this.#cancel !== undefined) return
    const { clock, serverClock } = this.#options
    const waitMs = Math.max(0, (next.atMs - serverClock.nowMs()) / serverClock.rate)
    this.#cancel = clock.setTimer(Math.min(waitMs, MAX_WAIT_MS), () => this.#fire())
  }
}
