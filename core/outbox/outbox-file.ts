import { migrate, refuseNewer } from '../store/migrations/index.ts'
import { configure, guarded, openFile, type CacheDatabase } from '../store/sqlite.ts'
import type { ActAnswer, ActRecord } from './act-record.ts'
import { OUTBOX_MIGRATIONS } from './outbox-migrations.ts'
import type { Salvaged } from './salvage.ts'
import { crcOf, toRecord, toStored, type CheckedAct, type StoredAct } from './stored-act.ts'

/** How much of a damaged outbox could be taken over; -1: not even the number of what could not is known. */
export interface Salvage {
  readonly savedCount: number
  readonly damagedCount: number
}

/** Answered acts that are kept as history. */
const KEPT = 10_000

/**
 * What people did at this wall, on disk with `synchronous=FULL`: queued until the gateway answered, then kept
 * as history. Blocking: it runs in the outbox's own thread. Every method throws `StoreError`.
 */
export class OutboxFile {
  readonly #db: CacheDatabase

  private constructor(db: CacheDatabase) {
    this.#db = db
  }

  static open(path: string): OutboxFile {
    const db = openFile(path)
    try {
      return guarded(path, () => {
        refuseNewer(db, OUTBOX_MIGRATIONS)
        configure(db)
        migrate(db, OUTBOX_MIGRATIONS)
        return new OutboxFile(db)
      })
    } catch (error) {
      db.close()
      throw error
    }
  }

  /** Everything that is queued, and what was answered since then, in the order in which it was made. */
  load(answeredAfterMs: number): readonly ActRecord[] {
    return guarded(this.#db.name, () =>
      this.#db
        .prepare<[number], CheckedAct>(
          "SELECT * FROM act WHERE state = 'queued' OR answered_ms > ? ORDER BY serial",
        )
        .all(answeredAfterMs)
        .map(toRecord),
    )
  }

  add(record: ActRecord): ActRecord {
    return guarded(this.#db.name, () => {
      this.#insert({ ...toStored(record), state: 'queued', answered_ms: null, reason: null, coded: null })
      const stored = this.#find(record.id)
      return stored === undefined ? record : toRecord(stored)
    })
  }

  /** Takes over what could be read of a damaged outbox, in its order, and remembers how much that was. */
  adopt(aside: string, { acts, damagedCount }: Salvaged): void {
    guarded(this.#db.name, () =>
      this.#db
        .transaction(() => {
          for (const record of acts) this.#insert(toStored(record))
          this.#db
            .prepare('INSERT OR REPLACE INTO salvage (aside, saved_count, damaged_count) VALUES (?, ?, ?)')
            .run(aside, acts.length, damagedCount)
        })
        .immediate(),
    )
  }

  /** What was taken over, by the damaged file that it came from. */
  salvages(): ReadonlyMap<string, Salvage> {
    return guarded(this.#db.name, () => {
      const rows = this.#db
        .prepare<[], Salvage & { readonly aside: string }>(
          'SELECT aside, saved_count AS savedCount, damaged_count AS damagedCount FROM salvage',
        )
        .all()
      return new Map(rows.map(({ aside, ...counts }) => [aside, counts]))
    })
  }

  answer(id: string, answer: ActAnswer): void {
    guarded(this.#db.name, () =>
      this.#db
        .transaction(() => {
          const stored = this.#find(id)
          if (stored === undefined) return
          const { state, answeredMs } = answer
          const reason = answer.reason ?? null
          const coded = answer.coded === undefined ? null : JSON.stringify(answer.coded)
          const crc = crcOf({ ...stored, state, answered_ms: answeredMs, reason, coded })
          this.#db
            .prepare('UPDATE act SET state = ?, answered_ms = ?, reason = ?, coded = ?, crc = ? WHERE id = ?')
            .run(state, answeredMs, reason, coded, crc, id)
          this.#db
            .prepare(
              "DELETE FROM act WHERE state <> 'queued' AND serial <= (SELECT max(serial) FROM act) - ?",
            )
            .run(KEPT)
        })
        .immediate(),
    )
  }

  forget(ids: readonly string[]): void {
    const remove = this.#db.prepare("DELETE FROM act WHERE id = ? AND state = 'queued'")
    guarded(this.#db.name, () => {
      for (const id of ids) remove.run(id)
    })
  }

  close(): void {
    this.#db.close()
  }

  #find(id: string): CheckedAct | undefined {
    return this.#db.prepare<[string], CheckedAct>('SELECT * FROM act WHERE id = ?').get(id)
  }

  #insert(stored: StoredAct): void {
    this.#db
      .prepare(
        'INSERT INTO act (id, case_id, body, actor, based_on_revision, epoch, made_ms, state, answered_ms, reason, ' +
          'coded, crc) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
      )
      .run(
        stored.id,
        stored.case_id,
        stored.body,
        stored.actor,
        stored.based_on_revision,
        stored.epoch,
        stored.made_ms,
        stored.state,
        stored.answered_ms,
        stored.reason,
        stored.coded ?? null,
        crcOf(stored),
      )
  }
}
