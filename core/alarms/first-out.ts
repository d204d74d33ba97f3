import type { AlarmEvent } from '../../domain/alarm/alarm-book.ts'
import type { Alarm } from '../../domain/alarm/alarm-state.ts'
import { FLOOD_WINDOW_MS } from '../../domain/alarm/flood.ts'

/** Finds the first of each group in a flood: where everything began is easily lost among what followed. */
export class FirstOut {
  readonly #groups = new Set<string>()
  #sinceMs: number | undefined

  /** `sinceMs`: of the flood that is now. Returns ids to mark. */
  look(
    sinceMs: number | undefined,
    announced: readonly AlarmEvent[],
    alarms: ReadonlyMap<string, Alarm>,
  ): readonly string[] {
    const isNew = sinceMs !== this.#sinceMs
    this.#sinceMs = sinceMs
    if (isNew) this.#groups.clear()
    if (sinceMs === undefined) return []
    const candidates = isNew
      ? [...alarms]
          .filter(([, { announcedMs, quiet }]) => quiet !== true && announcedMs > sinceMs - FLOOD_WINDOW_MS)
          .map(([id, alarm]) => ({ id, alarm }))
      : announced
    const firsts: string[] = []
    for (const { id, alarm } of candidates.toSorted((a, b) => a.alarm.announcedMs - b.alarm.announcedMs)) {
      const group = `${alarm.condition.kind}/${alarm.condition.zone}`
      if (this.#groups.has(group)) continue
      this.#groups.add(group)
      firsts.push(id)
    }
    return firsts
  }
}
