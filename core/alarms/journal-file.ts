import type { Alarm } from '../../domain/alarm/alarm-state.ts'
import type { AlarmKind, AlarmPriority } from '../../domain/alarm/alarm.ts'
import { migrate, refuseNewer } from '../store/migrations/index.ts'
import { configure, guarded, openFile, type CacheDatabase } from '../store/sqlite.ts'
import { StoreError } from '../store/store-error.ts'
import { JOURNAL_MIGRATIONS } from './journal-migrations.ts'
import type { JournalEntry, JournalWord, OpenedJournal } from './journal-messages.ts'

/** What the wall did by itself is kept for this long; what people did, for ever. */
const KEPT_MS = 8 * 86_400_000

/** The alarms of this wall on disk, `synchronous=FULL`. Blocking: it runs in a thread of its own. */
export class JournalFile {
  readonly #db: CacheDatabase

  private constructor(db: CacheDatabase) {
    this.#db = db
  }

  static open(path: string): JournalFile {
    const db = openFile(path)
    try {
      return guarded(path, () => {
        refuseNewer(db, JOURNAL_MIGRATIONS)
        configure(db)
        migrate(db, JOURNAL_MIGRATIONS)
        return new JournalFile(db)
      })
    } catch (error) {
      db.close()
      throw error
    }
  }

  /** Everything that is not gone, and the day from `fromMs`. Throws a `StoreError` of the code `corrupt`. */
  load(fromMs: number): OpenedJournal {
    return guarded(this.#db.name, () => {
      const last = this.#db.prepare<[], StoredEntry>(
        'SELECT * FROM entry WHERE serial IN (SELECT max(serial) FROM entry GROUP BY alarm_id) ' +
          "AND word <> 'gone' AND alarm IS NOT NULL ORDER BY serial",
      )
      const day = this.#db.prepare<[number], StoredEntry>(
        "SELECT * FROM entry WHERE at_ms >= ? AND word IN ('announced', 'shelf-ended', 'cleared') " +
          'ORDER BY serial',
      )
      return {
        alarms: last.all().flatMap((stored) => {
          const { alarm } = toEntry(stored)
          return alarm === undefined ? [] : [{ alarmId: stored.alarm_id, alarm }]
        }),
        day: day.all(fromMs).map(toEntry),
      }
    })
  }

  append(entries: readonly JournalEntry[]): void {
    const insert = this.#db.prepare(
      'INSERT INTO entry (alarm_id, at_ms, word, kind, priority, place, person, display_id, alarm) ' +
        'VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
    const all = this.#db.transaction(() => {
      for (const { alarmId, atMs, word, kind, priority, where, person, displayId, alarm } of entries) {
        const body = alarm === undefined ? null : JSON.stringify(alarm)
        insert.run(alarmId, atMs, word, kind, priority, where, person ?? null, displayId ?? null, body)
      }
    })
    guarded(this.#db.name, () => all.immediate())
  }

  /** Forgets alarms that are long gone; acts of people stay. */
  prune(nowMs: number): void {
    guarded(this.#db.name, () =>
      this.#db
        .prepare(
          'DELETE FROM entry WHERE at_ms < ? AND person IS NULL AND serial NOT IN ' +
            "(SELECT max(serial) FROM entry GROUP BY alarm_id) OR (at_ms < ? AND word = 'gone')",
        )
        .run(nowMs - KEPT_MS, nowMs - KEPT_MS),
    )
  }

  close(): void {
    this.#db.close()
  }
}

interface StoredEntry {
  readonly alarm_id: string
  readonly at_ms: number
  readonly word: JournalWord
  readonly kind: AlarmKind
  readonly priority: AlarmPriority
  readonly place: string
  readonly person: string | null
  readonly display_id: string | null
  readonly alarm: string | null
}

function toEntry(stored: StoredEntry): JournalEntry {
  return {
    alarmId: stored.alarm_id,
    atMs: stored.at_ms,
    word: stored.word,
    kind: stored.kind,
    priority: stored.priority,
    where: stored.place,
    ...(stored.alarm === null ? {} : { alarm: parseAlarm(stored.alarm_id, stored.alarm) }),
  }
}

/** Bodies were written by `append`; one that cannot be read means a damaged file. */
function parseAlarm(id: string, body: string): Alarm {
  try {
    return JSON.parse(body) as Alarm
  } catch {
    throw new StoreError('corrupt', `The journal of alarms holds an unreadable entry of ${id}.`)
  }
}
