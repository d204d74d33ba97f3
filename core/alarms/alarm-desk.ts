import type { Cancel } from '../../domain/clock.ts'
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

/** Looks between the seconds are at least this far apart, so that a burst of clocks is one look. Real time. */
const LOOK_GAP_MS = 100
/** What is older than this when the gateway is heard again is listed, and not announced. Server time. */
const OLD_NEWS_MS = 60_000

/**
 * The alarms of this wall: raised from its world each second and when a clock passes a limit, kept until somebody
 * has taken them, written down, and counted. People at the views acknowledge, shelve and assign them here; the gateway is not asked.
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
  #lookedMs = Number.NEGATIVE_INFINITY
  #cancelLook: Cancel | undefined
  #isRunning = false

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
    this.#isRunning = true
  }

  stop(): Promise<void> {
    this.#isRunning = false
    this.#cancelLook?.()
    return this.#journal.stop()
  }

  tick(): void {
    this.#journal.tick()
    this.#look()
  }

  /**
   * A clock has come to another state. Its alarm is on the glass with the red clock, not with the next second: at
   * once where nothing was looked at a moment ago.
   */
  clockChanged(): void {
    if (!this.#isRunning || this.#cancelLook !== undefined) return
    const { clock } = this.#context.options
    const waitMs = Math.max(0, this.#lookedMs + LOOK_GAP_MS - clock.monotonicMs())
    this.#cancelLook = clock.setTimer(waitMs, () => this.#look())
  }

  #look(): void {
    this.#cancelLook?.()
    this.#cancelLook = undefined
    const { serverClock, link, options } = this.#context
    this.#lookedMs = options.clock.monotonicMs()
    const nowMs = serverClock.nowMs()
    if (!link.isLive) this.#heardSinceMs = undefined
    else this.#heardSinceMs ??= nowMs
    const { conditions, suppressedCount } = this.#scan.scan()
    // Before the cache or the gateway said anything, nothing that an earlier run wrote down has ended.
    if (link.asOfMs === undefined && conditions.size === 0) return
    const isOld = this.#oldNews(nowMs)
    const { events, recounted } = this.#book.observe(conditions, nowMs, isOld)
    const lines = events.flatMap((event) => entryOf(event, nowMs))
    replay(lines, this.#figures)
    const marked = this.#markFirsts(events, nowMs)
    const changed = new Set([...recounted, ...marked, ...events.map(({ id }) => id)])
    this.#show([...changed])
    this.#listed.add(events.filter(({ step }) => step === 'listed').length)
    this.#quality.publish(nowMs, suppressedCount)
    if (lines.length > 0) void this.#journal.append(lines)
  }

  answer(request: Request, asker: Asker): Promise<Answer> | undefined {
    return this.#answers.answer(request, asker)
  }

  #oldNews(nowMs: number): (condition: AlarmCondition) => boolean {
    const beforeMs = (this.#heardSinceMs ?? nowMs) - OLD_NEWS_MS
    return ({ kind, sinceMs }) => kind !== 'link-lost' && sinceMs <= beforeMs
  }

  /** Returns who is the first of a group in a flood. */
  #markFirsts(events: readonly AlarmEvent[], nowMs: number): readonly string[] {
    const announced = events.filter(({ step }) => step === 'announced')
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
