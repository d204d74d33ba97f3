import { migrate, refuseNewer } from '../store/migrations/index.ts'
import type { Migration } from '../store/migrations/migration.ts'
import { configure, guarded, openFile, type CacheDatabase } from '../store/sqlite.ts'
import { StoreError } from '../store/store-error.ts'
import type { EventAct } from './event-record.ts'

/** Forward only, and never left out: what people did is nowhere else. */
const JOURNAL_MIGRATIONS: readonly Migration[] = [
  {
    version: 10,
    up(db) {
      db.exec(`
        CREATE TABLE act (
          serial INTEGER PRIMARY KEY AUTOINCREMENT,
          event_id TEXT NOT NULL,
          kind TEXT NOT NULL,
          at_ms REAL NOT NULL,
          body TEXT NOT NULL
        ) STRICT;
      `)
    },
  },
]

/**
 * What people did with events, on disk with `synchronous=FULL`, added to and never changed. Blocking: it runs in a
 * thread of its own. Every method throws `StoreError`.
 */
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

  load(): readonly EventAct[] {
    return guarded(this.#db.name, () =>
      this.#db
        .prepare<[], { readonly serial: number; readonly body: string }>(
          'SELECT serial, body FROM act ORDER BY serial',
        )
        .all()
        .map(({ serial, body }) => parseAct(serial, body)),
    )
  }

  add(act: EventAct): void {
    guarded(this.#db.name, () =>
      this.#db
        .prepare('INSERT INTO act (event_id, kind, at_ms, body) VALUES (?, ?, ?, ?)')
        .run(act.eventId, act.kind, act.atMs, JSON.stringify(act)),
    )
  }

  close(): void {
    this.#db.close()
  }
}

/** Bodies were written by `add`; one that cannot be read means a damaged file. */
function parseAct(serial: number, body: string): EventAct {
  try {
    return JSON.parse(body) as EventAct
  } catch {
    throw new StoreError('corrupt', `The events' journal holds an unreadable entry ${serial}.`)
  }
}
