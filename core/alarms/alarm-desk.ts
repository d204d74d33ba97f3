import { AlarmBook, type AlarmEvent } from '../../domain/alarm/alarm-book.ts'
import { alarmItem, type Alarm } from '../../domain/alarm/alarm-state.ts'
import type { AlarmCondition } from '../../domain/alarm/condition.ts'
import { DayFigures } from '../../domain/alarm/day-figures.ts'
import type { Answer, Asker, Request } from '../../domain/view/request.ts'
import type { Recorder } from '../audit/audit.ts'
import type { Desk, DeskContext } from '../wall/desk.ts'
import { AlarmAnswers } from './alarm-answers.ts'
import { AlarmJournal } from './alarm-journal.ts'
import { AlarmQuality } from './alarm-quality.ts'
import { ConditionScan } from './condition-scan.ts'
import { FirstOut } from './first-out.ts'
import { ListedCount } from './listed-count.ts'
import { entryOf, replay } from './journal-entries.ts'

/** What is older than this when the gateway is heard again is listed, and not announced. Server time. */
const OLD_NEWS_MS = 60_000

/**
 * The alarms of this wall: raised from its world each second, kept until somebody has taken them, written down,
 * and counted. People at the views acknowledge, shelve and assign them here; the gateway is not asked.
 */
export class AlarmDesk implements Desk {
  readonly #context: DeskContext
  readonly #book = new AlarmBook()
  readonly #figures = new DayFigures()
  readonly #firstOut = new FirstOut()
  readonly #scan: ConditionScan
  readonly #journal: AlarmJournal
  readonly #answers: AlarmAnswers
  readonly #quality: AlarmQuality
  readonly #listed: ListedCount
  /** Since when the gateway is heard without a break; before that, the glass was of the past. */
  #heardSinceMs: number | undefined

  constructor(context: DeskContext, audit: Recorder) {
    this.#context = context
    this.#scan = new ConditionScan(context)
    this.#journal = new AlarmJournal(context)
    this.#quality = new AlarmQuality(context, this.#book, this.#figures)
    this.#listed = new ListedCount(context)
    this.#answers = new AlarmAnswers({
      context,
      audit,
      book: this.#book,
      journal: this.#journal,
      show: (ids) => this.#show(ids),
      acknowledged: (id) => this.#scan.acknowledged(id),
    })
  }

  async start(): Promise<void> {
    const { alarms, day } = await this.#journal.start()
    for (const { alarmId, alarm } of alarms) this.#book.restore(alarmId, alarm)
    replay(day, this.#figures)
    this.#show(alarms.map(({ alarmId }) => alarmId))
  }

  stop(): Promise<void> {
    return this.#journal.stop()
  }

  tick(): void {
    const { serverClock, link } = this.#context
    const nowMs = serverClock.nowMs()
    this.#journal.tick()
    if (!link.isLive) this.#heardSinceMs = undefined
    else this.#heardSinceMs ??= nowMs
    const { conditions, suppressedCount } = this.#scan.scan()
    // Before the cache or the gateway said anything, nothing that an earlier run wrote down has ended.
    if (link.asOfMs === undefined && conditions.size === 0) return
    const isOld = this.#oldNews(nowMs)
    const { events, recounted } = this.#book.observe(conditions, nowMs, isOld)
    const marked = this.#count(events, nowMs)
    const changed = new Set([...recounted, ...marked, ...events.map(({ id }) => id)])
    this.#show([...changed])
    this.#listed.add(events.filter(({ step }) => step === 'listed').length)
    this.#quality.publish(nowMs, suppressedCount)
    const lines = events.flatMap((event) => entryOf(event, nowMs))
    if (lines.length > 0) void this.#journal.append(lines)
  }

  answer(request: Request, asker: Asker): Promise<Answer> | undefined {
    return this.#answers.answer(request, asker)
  }

  #oldNews(nowMs: number): (condition: AlarmCondition) => boolean {
    const beforeMs = (this.#heardSinceMs ?? nowMs) - OLD_NEWS_MS
    return ({ kind, sinceMs }) => kind !== 'link-lost' && sinceMs <= beforeMs
  }

  /** Announcements count; so do those that went within seconds. Returns who is the first of a group in a flood. */
  #count(events: readonly AlarmEvent[], nowMs: number): readonly string[] {
    const announced: AlarmEvent[] = []
    for (const event of events) {
      const line = entryOf(event, nowMs)
      replay(line, this.#figures)
      if (event.step === 'announced') announced.push(event)
    }
    this.#figures.advance(nowMs)
    const firsts = this.#firstOut.look(this.#figures.floodSinceMs, announced, this.#book.alarms())
    for (const id of firsts) this.#book.markFirstOut(id)
    return firsts
  }

  #show(ids: readonly string[]): void {
    if (ids.length === 0) return
    const alarms: ReadonlyMap<string, Alarm> = this.#book.alarms()
    this.#context.change((delta) => {
      for (const id of ids) {
        const alarm = alarms.get(id)
        if (alarm === undefined) delta.remove('alarm', id)
        else delta.put('alarm', alarmItem(alarm, this.#book.timesInMinute(id)))
      }
    })
  }
}
