import type { AlarmBook } from '../../domain/alarm/alarm-book.ts'
import type { DayFigures } from '../../domain/alarm/day-figures.ts'
import { CHATTER_FROM } from '../../domain/alarm/onsets.ts'
import type { AlarmQualityItem } from '../../domain/view/alarm-item.ts'
import type { DeskContext } from '../wall/desk.ts'

const DAY_MS = 86_400_000
/** Figures that did not change are sent again after this time, so that their age is known. Server time. */
const RENEW_MS = 60_000

/** The figures of the alarms themselves, sent when they change. */
export class AlarmQuality {
  readonly #context: DeskContext
  readonly #book: AlarmBook
  readonly #figures: DayFigures
  #sent: AlarmQualityItem | undefined

  constructor(context: DeskContext, book: AlarmBook, figures: DayFigures) {
    this.#context = context
    this.#book = book
    this.#figures = figures
  }

  publish(nowMs: number, suppressedCount: number): void {
    const item = this.#read(nowMs, suppressedCount)
    const before = this.#sent
    const isOld = before === undefined || Math.abs(nowMs - before.asOfMs) >= RENEW_MS
    if (!isOld && JSON.stringify({ ...before, asOfMs: nowMs }) === JSON.stringify(item)) return
    this.#sent = item
    this.#context.change((delta) => delta.put('alarmQuality', item))
  }

  #read(nowMs: number, suppressedCount: number): AlarmQualityItem {
    let standingCount = 0
    let chatteringCount = 0
    let shelvedCount = 0
    for (const [id, { active, raisedMs, shelved }] of this.#book.alarms()) {
      if (active && nowMs - raisedMs > DAY_MS) standingCount++
      if (shelved !== undefined) shelvedCount++
      if (this.#book.timesInMinute(id) >= CHATTER_FROM) chatteringCount++
    }
    return {
      id: 'alarm-quality',
      asOfMs: nowMs,
      ...this.#figures.read(nowMs),
      standingCount,
      chatteringCount,
      shelvedCount,
      suppressedCount,
    }
  }
}
