import type { Clock } from '../../domain/clock.ts'
import type { DisplayItem } from '../../domain/view/display-item.ts'
import type { ViewReport } from '../../domain/view/request.ts'

/** Longer than a page takes to load itself again. */
export const LOST_AFTER_MS = 3_000
/** A page says how it is every few seconds; one that is silent for so long is not painting any more. */
const SILENT_AFTER_MS = 20_000

export type DisplayState = DisplayItem['state']

interface Seen {
  /** Pages that stand on the display now, and when each was heard last. */
  readonly views: Map<string, number>
  /** When the last of them went. */
  goneMs: number
  report?: ViewReport
  heardMs: number
}

/** Which displays have a page that lives. Times are monotonic. */
export class Presence {
  readonly #clock: Clock
  readonly #displays = new Map<string, Seen>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  attached(displayId: string, viewId: string): void {
    const nowMs = this.#clock.monotonicMs()
    const seen = this.#displays.get(displayId) ?? { views: new Map(), goneMs: nowMs, heardMs: nowMs }
    seen.views.set(viewId, nowMs)
    seen.heardMs = nowMs
    this.#displays.set(displayId, seen)
  }

  detached(displayId: string, viewId: string): void {
    const seen = this.#displays.get(displayId)
    if (seen === undefined || !seen.views.delete(viewId)) return
    if (seen.views.size === 0) seen.goneMs = this.#clock.monotonicMs()
  }

  reported(displayId: string, viewId: string, report: ViewReport): void {
    const seen = this.#displays.get(displayId)
    if (seen === undefined || !seen.views.has(viewId)) return
    const nowMs = this.#clock.monotonicMs()
    seen.views.set(viewId, nowMs)
    seen.heardMs = nowMs
    seen.report = report
  }

  state(displayId: string): DisplayState {
    const seen = this.#displays.get(displayId)
    if (seen === undefined) return 'unseen'
    const nowMs = this.#clock.monotonicMs()
    // Only who has said something can fall silent: a page of an older version says nothing of itself.
    if (seen.views.size > 0) {
      return seen.report !== undefined && nowMs - seen.heardMs > SILENT_AFTER_MS ? 'lost' : 'shown'
    }
    return nowMs - seen.goneMs >= LOST_AFTER_MS ? 'lost' : 'shown'
  }

  report(displayId: string): ViewReport | undefined {
    return this.#displays.get(displayId)?.report
  }

  /** Since a page on it was heard; -1 if none ever was. */
  ageMs(displayId: string): number {
    const seen = this.#displays.get(displayId)
    return seen === undefined ? -1 : this.#clock.monotonicMs() - seen.heardMs
  }

  /** Ids that pages give themselves and that no display has. */
  strangers(known: ReadonlySet<string>): readonly string[] {
    return [...this.#displays].filter(([id, seen]) => !known.has(id) && seen.views.size > 0).map(([id]) => id)
  }
}
