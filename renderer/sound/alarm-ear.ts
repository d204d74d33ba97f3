import { ALARM_PRIORITIES, type AlarmPriority } from '../../domain/alarm/alarm.ts'
import { needsAcknowledging } from '../../domain/alarm/group.ts'
import type { AlarmItem } from '../../domain/view/alarm-item.ts'
import { TONE_AGAIN_MS } from './tones.ts'

/** What is to be heard now. */
export interface Heard {
  readonly tone: AlarmPriority | undefined
  /** Announced since the last look. */
  readonly fresh: readonly AlarmItem[]
}

/**
 * Listens to the list of alarms: what was announced since the last look is said once, and the tone of the most
 * urgent open one comes again until somebody takes it. What clears by itself is open still. The first look at a
 * picture is no news.
 */
export class AlarmEar {
  #announced: ReadonlyMap<string, number> | undefined
  readonly #toneMs = new Map<AlarmPriority, number>()

  /** `atMs` is monotonic time. */
  listen(items: Iterable<AlarmItem>, atMs: number): Heard {
    const before = this.#announced
    const announced = new Map<string, number>()
    const fresh: AlarmItem[] = []
    let loudest: AlarmPriority | undefined
    for (const item of items) {
      announced.set(item.id, item.announcedMs)
      if (item.quiet === true || !needsAcknowledging(item)) continue
      loudest = louder(loudest, item.priority)
      const isNew = before !== undefined && before.get(item.id) !== item.announcedMs
      if (isNew && item.state === 'unacknowledged') fresh.push(item)
    }
    this.#announced = announced
    return { tone: this.#toneFor(loudest, fresh, atMs), fresh }
  }

  #toneFor(
    loudest: AlarmPriority | undefined,
    fresh: readonly AlarmItem[],
    atMs: number,
  ): AlarmPriority | undefined {
    if (loudest === undefined) {
      this.#toneMs.clear()
      return undefined
    }
    const freshest = fresh.reduce<AlarmPriority | undefined>(
      (found, item) => louder(found, item.priority),
      undefined,
    )
    const lastMs = this.#toneMs.get(loudest)
    const isDue = lastMs === undefined ? false : atMs - lastMs >= TONE_AGAIN_MS[loudest]
    const tone = freshest ?? (isDue ? loudest : undefined)
    if (tone !== undefined) this.#toneMs.set(tone, atMs)
    else if (lastMs === undefined) this.#toneMs.set(loudest, atMs)
    return tone
  }
}

function louder(one: AlarmPriority | undefined, other: AlarmPriority): AlarmPriority {
  if (one === undefined) return other
  return ALARM_PRIORITIES.indexOf(other) < ALARM_PRIORITIES.indexOf(one) ? other : one
}
