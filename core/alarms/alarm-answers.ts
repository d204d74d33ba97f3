import type { AlarmBook } from '../../domain/alarm/alarm-book.ts'
import type { Alarm } from '../../domain/alarm/alarm-state.ts'
import { SHELF_MAX_MS } from '../../domain/alarm/catalogue.ts'
import type { PersonAtTime } from '../../domain/view/alarm-item.ts'
import { DEFAULT_UTC_OFFSET_MINUTES } from '../../domain/model/policy.ts'
import { coded } from '../../domain/view/coded-sentence.ts'
import type { Answer, Asker, Request } from '../../domain/view/request.ts'
import { ACCEPTED, refused, type DeskContext } from '../wall/desk.ts'
import type { Recorder } from '../audit/audit.ts'
import type { AlarmJournal } from './alarm-journal.ts'
import { lineOf } from './journal-entries.ts'
import type { JournalEntry, JournalWord } from './journal-messages.ts'
import { timeOfDay } from './time-of-day.ts'

const HOUR_MS = 3_600_000
const DEFAULT_ACTOR = 'wall'
/** Who took the last alarms that went with it: whoever comes a moment later is told. */
const KEPT_FIRSTS = 1_000
/** Alarms of one row of the audit: who takes a flood leaves a few rows, and each alarm is named. */
const AUDITED_AT_ONCE = 100

const GONE = refused('This alarm is gone. Look at the list again.', coded('alarm-gone', {}))
const NOT_ASIDE = refused('This alarm is not put aside.', coded('alarm-not-aside', {}))

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
    return first === undefined ? GONE : this.#taken(first)
  }

  #keepFirst(id: string, person: PersonAtTime): void {
    this.#firsts.set(id, person)
    const [oldest] = this.#firsts.keys()
    if (this.#firsts.size > KEPT_FIRSTS && oldest !== undefined) this.#firsts.delete(oldest)
  }

  async #shelve(id: string, reason: string, durationMs: number, asker: Asker): Promise<Answer> {
    if (reason === '') return refused('Say why the alarm is put aside.', coded('shelf-reason-missing', {}))
    if (durationMs > SHELF_MAX_MS) {
      const hours = SHELF_MAX_MS / HOUR_MS
      const sentence = `An alarm is put aside for one shift at most: ${hours} hours.`
      return refused(sentence, coded('shelf-too-long', { hours }))
    }
    const shelved = this.#parts.book.alarms().get(id)?.shelved
    if (shelved !== undefined) return this.#aside(shelved)
    const person = this.#person(asker)
    const after = this.#parts.book.shelve(id, { ...person, reason, untilMs: person.atMs + durationMs })
    return after === undefined ? GONE : this.#done(asker, [id], [this.#line(id, 'shelved', after, asker)])
  }

  async #unshelve(id: string, asker: Asker): Promise<Answer> {
    const event = this.#parts.book.unshelve(id, this.#parts.context.serverClock.nowMs())
    if (event === undefined) return NOT_ASIDE
    const line = this.#line(id, 'unshelved', event.alarm, asker)
    const gone = event.step === 'gone' ? [lineOf(id, 'gone', event.alarm, line.atMs)] : []
    return this.#done(asker, [id], [line, ...gone])
  }

  async #assign(id: string, person: string, asker: Asker): Promise<Answer> {
    const after = this.#parts.book.assign(id, person)
    return after === undefined ? GONE : this.#done(asker, [id], [this.#line(id, 'assigned', after, asker)])
  }

  /** Lines with a person are an act; the others are what follows from it. */
  async #done(asker: Asker, ids: readonly string[], lines: readonly JournalEntry[]): Promise<Answer> {
    this.#parts.show(ids)
    this.#trace(
      lines.filter(({ person }) => person !== undefined),
      asker,
    )
    await this.#parts.journal.append(lines)
    return ACCEPTED
  }

  /** One act has one word, person and instant, however many alarms it is about. */
  #trace(acts: readonly JournalEntry[], asker: Asker): void {
    const { context, audit } = this.#parts
    for (let from = 0; from < acts.length; from += AUDITED_AT_ONCE) {
      const some = acts.slice(from, from + AUDITED_AT_ONCE)
      const [first] = some
      if (first?.person === undefined) continue
      const { word, person, displayId, atMs } = first
      const alarms = some.map(({ alarmId, kind, priority }) => ({ alarmId, kind, priority }))
      context.options.log.info({ word, person, displayId, atMs, alarms }, 'a person at alarms')
      audit.record({ event: `alarm.${word}`, who: person, asker, detail: { atMs, alarms } })
    }
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

  #taken({ by, atMs }: PersonAtTime): Answer {
    const sentence = `${by} acknowledged it first, at ${this.#timeOf(atMs)}.`
    return refused(sentence, coded('alarm-taken', { by, at: atMs }))
  }

  #aside({ by, atMs }: PersonAtTime): Answer {
    const sentence = `${by} put it aside at ${this.#timeOf(atMs)}. Take it back first.`
    return refused(sentence, coded('alarm-aside', { by, at: atMs }))
  }

  #timeOf(atMs: number): string {
    const operation = this.#parts.context.state.replica.operation.get('operation')
    return timeOfDay(atMs, operation?.utcOffsetMinutes ?? DEFAULT_UTC_OFFSET_MINUTES)
  }
}
