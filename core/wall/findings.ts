import { SHOWN_FOR_MS, type Correction, type DarkReportItem } from '../../domain/view/truth.ts'
import type { Delta } from '../../domain/view/delta.ts'
import type { Recorder } from '../audit/audit.ts'
import type { Logger } from '../log.ts'
import type { Store } from '../store/store.ts'
import type { ServerClock } from '../watch/server-clock.ts'
import type { WallState } from './wall-state.ts'

/** The form in which findings are kept. One of another number is not read. */
const FORM = 1

interface FindingsParts {
  readonly state: WallState
  readonly store: Store
  readonly serverClock: ServerClock
  readonly audit: Recorder
  readonly log: Logger
  readonly publish: (delta: Delta) => void
}

interface Kept {
  readonly form: number
  readonly corrections: readonly (readonly [caseId: string, corrections: readonly Correction[]])[]
  readonly reports: readonly DarkReportItem[]
}

/**
 * What the wall found out by itself: corrections and outage cards. They are shown for ten minutes, and a restart
 * of the core in between takes nothing of that away: they are kept beside the cache.
 */
export class Findings {
  readonly #parts: FindingsParts

  constructor(parts: FindingsParts) {
    this.#parts = parts
  }

  correct(corrections: ReadonlyMap<string, readonly Correction[]>): void {
    if (corrections.size === 0) return
    const { state, audit, log, publish } = this.#parts
    for (const [caseId, found] of corrections) {
      audit.record({ event: 'clock.corrected', detail: { caseId, corrections: found } })
      for (const correction of found) log.info({ caseId, ...correction }, 'a clock was corrected')
    }
    publish(state.correct(corrections))
    this.#keep()
  }

  report(report: DarkReportItem): void {
    const { state, publish } = this.#parts
    publish(state.change((delta) => delta.put('darkReport', report)))
    this.#keep()
  }

  /** What was kept and is still to be shown. The cases must be there. */
  restore(text: string): void {
    const { state, serverClock, log, publish } = this.#parts
    const kept = parse(text)
    if (kept === undefined)
      return log.warn('what the wall had found out before cannot be read, and is not shown')
    const goneMs = serverClock.nowMs() - SHOWN_FOR_MS
    const corrections = kept.corrections
      .map(([id, all]) => [id, all.filter(({ atMs }) => atMs > goneMs)] as const)
      .filter(([, shown]) => shown.length > 0)
    publish(state.correct(new Map(corrections)))
    const reports = kept.reports.filter(({ toMs }) => toMs > goneMs)
    publish(
      state.change((delta) => {
        for (const report of reports) delta.put('darkReport', report)
      }),
    )
  }

  #keep(): void {
    const { state, store, log } = this.#parts
    const kept: Kept = {
      form: FORM,
      corrections: [...state.corrections()],
      reports: [...state.replica.darkReport.values()],
    }
    store.call('keep', { findings: JSON.stringify(kept) }).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error)
      log.warn({ reason }, 'what the wall found out is shown, and not kept for the next start')
    })
  }
}

/** The text was written by `#keep` and carries a checksum; only its form can be another version's. */
function parse(text: string): Kept | undefined {
  try {
    const kept = JSON.parse(text) as Kept
    return kept.form === FORM ? kept : undefined
  } catch {
    return undefined
  }
}
