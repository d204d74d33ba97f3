import type { AlarmBook } from '../../domain/alarm/alarm-book.ts'
import type { Alarm } from '../../domain/alarm/alarm-state.ts'
import { SHELF_MAX_MS } from '../../domain/alarm/catalogue.ts'
import type { PersonAtTime } from '../../domain/view/alarm-item.ts'
import type { Answer, Asker, Request } from '../../domain/view/request.ts'
import { ACCEPTED, refused, type DeskContext } from '../wall/desk.ts'
import type { Recorder } from '../audit/audit.ts'
import type { AlarmJournal } from './alarm-journal.ts'
import { lineOf } from './journal-entries.ts'
import type { JournalEntry, JournalWord } from './journal-messages.ts'
import { timeOfDay } from './time-of-day.ts'

const DEFAULT_ACTOR = 'wall'
/** Who took the last alarms that went with it: whoever comes a moment later is told. */
const KEPT_FIRSTS = 1_000
const GONE = 'This alarm is gone. Look at the list again.'

interface AnswerParts {
  readonly context: DeskContext
  readonly audit: Recorder
  readonly book: AlarmBook
  readonly journal: AlarmJournal
  readonly show: (ids: readonly string[]) => void
  readonly acknowledged: (id: string) => void
}

/** What people do with alarms: at once on every glass, and on disk before they are told that it was done. */
export class AlarmAnswers {
  readonly #parts: AnswerParts
  readonly #firsts = new Map<string, PersonAtTime>()

  constructor(parts: AnswerParts) {
    this.#parts = parts
  }

  answer(request: Request, asker: Asker): Promise<Answer> | undefined {
    switch (request.kind) {
      case 'alarm-acknowledge':
        return this.#acknowledge(request.alarmIds, asker)
      case 'alarm-shelve':
        return this.#shelve(request.alarmId, request.reason.trim(), request.durationMs, asker)
      case 'alarm-unshelve':
        return this.#unshelve(request.alarmId, asker)
      case 'alarm-assign':
        return this.#assign(request.alarmId, request.person.trim(), asker)
      default:
        return undefined
    }
  }

  async #acknowledge(ids: readonly string[], asker: Asker): Promise<Answer> {
    const person = this.#person(asker)
    const lines: JournalEntry[] = []
    let first: PersonAtTime | undefined
    for (const id of new Set(ids)) {
      const alarm = this.#parts.book.alarms().get(id)
      const before = alarm === undefined ? this.#firsts.get(id) : alarm.acknowledged
      first ??= before
      if (before !== undefined) continue
      const taken = this.#parts.book.acknowledge(id, person)
      if (taken === undefined) continue
      this.#parts.acknowledged(id)
      lines.push(this.#line(id, 'acknowledged', taken.alarm, asker))
      if (!taken.isGone) continue
      lines.push(lineOf(id, 'gone', taken.alarm, person.atMs))
      this.#keepFirst(id, person)
    }
    if (lines.length > 0) return this.#done(asker, ids, lines)
    if (first === undefined) return refused(GONE)
    return refused(`${first.by} acknowledged it first, at ${this.#time(first.atMs)}.`)
  }

  #keepFirst(id: string, person: PersonAtTime): void {
    this.#firsts.set(id, person)
    const [oldest] = this.#firsts.keys()
    if (this.#firsts.size > KEPT_FIRSTS && oldest !== undefined) this.#firsts.delete(oldest)
  }

  async #shelve(id: string, reason: string, durationMs: number, asker: Asker): Promise<Answer> {
    if (reason === '') return refused('Say why the alarm is put aside.')
    if (durationMs > SHELF_MAX_MS) {
      return refused(`An alarm is put aside for one shift at most: ${SHELF_MAX_MS / 3_600_000} hours.`)
    }
    const shelved = this.#parts.book.alarms().get(id)?.shelved
    if (shelved !== undefined) {
      return refused(`${shelved.by} put it aside at ${this.#time(shelved.atMs)}. Take it back first.`)
    }
    const person = this.#person(asker)
    const after = this.#parts.book.shelve(id, { ...person, reason, untilMs: person.atMs + durationMs })
    return after === undefined
      ? refused(GONE)
      : this.#done(asker, [id], [this.#line(id, 'shelved', after, asker)])
  }

  async #unshelve(id: string, asker: Asker): Promise<Answer> {
    const event = this.#parts.book.unshelve(id, this.#parts.context.serverClock.nowMs())
    if (event === undefined) return refused('This alarm is not put aside.')
    const line = this.#line(id, 'unshelved', event.alarm, asker)
    const gone = event.step === 'gone' ? [lineOf(id, 'gone', event.alarm, line.atMs)] : []
    return this.#done(asker, [id], [line, ...gone])
  }

  async #assign(id: string, person: string, asker: Asker): Promise<Answer> {
    const after = this.#parts.book.assign(id, person)
    return after === undefined
      ? refused(GONE)
      : this.#done(asker, [id], [this.#line(id, 'assigned', after, asker)])
  }

  /** Lines with a person are an act; the others are what follows from it. */
  async #done(asker: Asker, ids: readonly string[], lines: readonly JournalEntry[]): Promise<Answer> {
    const { context, audit, journal, show } = this.#parts
    show(ids)
    for (const { alarmId, word, kind, priority, person, displayId, atMs } of lines) {
      if (person === undefined) continue
      const detail = { alarmId, kind, priority, atMs }
      context.options.log.info({ ...detail, word, person, displayId }, 'a person at an alarm')
      audit.record({ event: `alarm.${word}`, who: person, asker, detail })
    }
    await journal.append(lines)
    return ACCEPTED
  }

  #line(id: string, word: JournalWord, alarm: Alarm, asker: Asker): JournalEntry {
    const { by, atMs } = this.#person(asker)
    const { displayId } = asker
    return { ...lineOf(id, word, alarm, atMs), person: by, ...(displayId === undefined ? {} : { displayId }) }
  }

  #person({ seat, displayId }: Asker): PersonAtTime {
    const { options, serverClock } = this.#parts.context
    return { by: seat ?? displayId ?? options.actor ?? DEFAULT_ACTOR, atMs: serverClock.nowMs() }
  }

  #time(atMs: number): string {
    return timeOfDay(
      atMs,
      this.#parts.context.state.replica.operation.get('operation')?.utcOffsetMinutes ?? 0,
    )
  }
}
