import { SHOWN_FOR_MS } from '../../domain/view/truth.ts'
import type { Delta } from '../../domain/view/delta.ts'
import type { Findings } from './findings.ts'
import type { LinkHealth } from '../watch/link-health.ts'
import type { ServerClock } from '../watch/server-clock.ts'
import { findingsOf, type Cases } from './outage-findings.ts'
import type { WallState } from './wall-state.ts'

/** A shorter one is corrected, and not reported. Real time. */
const REPORTED_AFTER_MS = 10_000

interface OutageParts {
  readonly link: LinkHealth
  readonly serverClock: ServerClock
  readonly state: WallState
  readonly findings: Findings
  readonly publish: (delta: Delta) => void
}

/**
 * Remembers the world as it was when the link was lost, and compares once everything has arrived: what had
 * been presumed is corrected on its case, and a longer outage is told as one card. Both go after ten minutes.
 */
export class Outage {
  readonly #parts: OutageParts
  #before: { readonly fromMs: number | undefined; readonly cases: Cases } | undefined

  constructor(parts: OutageParts) {
    this.#parts = parts
  }

  /** Asked before anything enters the world, once it has all arrived, and every second. */
  observe(): void {
    const { link, state } = this.#parts
    if (link.isLive) this.#end()
    else this.#before ??= { fromMs: link.asOfMs, cases: state.cases() }
  }

  /** Once a second. */
  prune(): void {
    const { state, serverClock, publish } = this.#parts
    const goneMs = serverClock.nowMs() - SHOWN_FOR_MS
    const old = [...state.replica.darkReport.values()].filter(({ toMs }) => toMs <= goneMs)
    if (old.length === 0) return
    publish(
      state.change((delta) => {
        for (const { id } of old) delta.remove('darkReport', id)
      }),
    )
  }

  #end(): void {
    const before = this.#before
    this.#before = undefined
    // What was never loaded had nothing to presume and nothing to miss.
    if (before?.fromMs === undefined) return
    const { state, serverClock, findings } = this.#parts
    const interval = { fromMs: before.fromMs, toMs: serverClock.nowMs() }
    const { report, corrections } = findingsOf(before.cases, state.cases(), interval)
    findings.correct(corrections)
    if ((interval.toMs - interval.fromMs) / serverClock.rate <= REPORTED_AFTER_MS) return
    findings.report(report)
  }
}
