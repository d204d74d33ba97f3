import type { Act } from '../../domain/model/act.ts'
import type { ActState } from '../../domain/view/act-item.ts'
import { migrate, refuseNewer } from '../store/migrations/index.ts'
import { configure, guarded, openFile, type CacheDatabase } from '../store/sqlite.ts'
import { StoreError } from '../store/store-error.ts'
import type { ActAnswer, ActRecord } from './act-record.ts'
import { OUTBOX_MIGRATIONS } from './outbox-migrations.ts'

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
        .prepare<[number], StoredAct>(
          "SELECT * FROM act WHERE state = 'queued' OR answered_ms > ? ORDER BY serial",
        )
        .all(answeredAfterMs)
        .map(toRecord),
    )
  }

  add(record: ActRecord): ActRecord {
    return guarded(this.#db.name, () => {
      this.#db
        .prepare(
          'INSERT INTO act (id, case_id, body, actor, based_on_revision, epoch, made_ms, state) ' +
            "VALUES (?, ?, ?, ?, ?, ?, ?, 'queued') ON CONFLICT (id) DO NOTHING",
        )
        .run(
          record.id,
          record.caseId,
          JSON.stringify(record.act),
          record.actor,
          record.basedOnRevision,
          record.epoch,
          record.madeMs,
        )
      const stored = this.#db.prepare<[string], StoredAct>('SELECT * FROM act WHERE id = ?').get(record.id)
      return stored === undefined ? record : toRecord(stored)
    })
  }

  answer(id: string, { state, answeredMs, reason }: ActAnswer): void {
    guarded(this.#db.name, () =>
      this.#db
        .transaction(() => {
          this.#db
            .prepare('UPDATE act SET state = ?, answered_ms = ?, reason = ? WHERE id = ?')
            .run(state, answeredMs, reason ?? null, id)
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
}

interface StoredAct {
  readonly id: string
  readonly case_id: string
  readonly body: string
  readonly actor: string
  readonly based_on_revision: number
  readonly epoch: string
  readonly made_ms: number
  readonly state: ActState
  readonly answered_ms: number | null
  readonly reason: string | null
}

function toRecord(stored: StoredAct): ActRecord {
  return {
    id: stored.id,
    caseId: stored.case_id,
    act: parseAct(stored),
    actor: stored.actor,
    basedOnRevision: stored.based_on_revision,
    epoch: stored.epoch,
    madeMs: stored.made_ms,
    state: stored.state,
    ...(stored.answered_ms === null ? {} : { answeredMs: stored.answered_ms }),
    ...(stored.reason === null ? {} : { reason: stored.reason }),
  }
}

/** Bodies were written by `add` after they had passed the guard; one that cannot be read means a damaged file. */
function parseAct({ id, body }: StoredAct): Act {
  try {
    return JSON.parse(body) as Act
  } catch {
    throw new StoreError('corrupt', `The outbox holds an unreadable act ${id}.`)
  }
}
