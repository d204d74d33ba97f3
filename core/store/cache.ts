import type { CacheContent, CachePosition, Row } from './rows.ts'
import { StateDigest } from './digest.ts'
import { migrate } from './migrations/index.ts'
import { guarded, openDatabase, type CacheDatabase } from './sqlite.ts'

/**
 * The wall's copy of what the gateway said, on disk. Content and position change in one transaction (I1):
 * after a crash the file holds a state that once was true, and knows which. Blocking: it runs in the
 * store's own thread. Every method throws `StoreError`.
 */
export class Cache {
  readonly #db: CacheDatabase
  readonly schema: number
  #digest = new StateDigest()
  #revisions = new Map<string, number>()

  private constructor(db: CacheDatabase, schema: number) {
    this.#db = db
    this.schema = schema
  }

  /** `:memory:` for a cache that is lost with the process. */
  static open(path: string): Cache {
    const db = openDatabase(path)
    try {
      return new Cache(
        db,
        guarded(path, () => migrate(db)),
      )
    } catch (error) {
      db.close()
      throw error
    }
  }

  load(): CacheContent {
    return this.#guarded(() => {
      const stored = this.#db.prepare<[], StoredPosition>('SELECT * FROM position').get()
      const rows = this.#db.prepare<[], Row>('SELECT kind, id, revision, body FROM resource').all()
      this.#count(rows)
      return { position: stored === undefined ? undefined : toPosition(stored), rows }
    })
  }

  /** Everything anew, in one step (I3). Returns the digest. */
  replace(rows: readonly Row[], position: CachePosition): string {
    return this.#guarded(() => {
      const insert = this.#db.prepare('INSERT INTO resource (kind, id, revision, body) VALUES (?, ?, ?, ?)')
      this.#db
        .transaction(() => {
          this.#db.exec('DELETE FROM resource')
          for (const row of rows) insert.run(row.kind, row.id, row.revision, row.body)
          this.#setPosition(position)
        })
        .immediate()
      this.#count(rows)
      return this.#digest.toString()
    })
  }

  /** The next rows after those that are there, in the order of their revisions. Returns the digest. */
  apply(rows: readonly Row[], position: CachePosition): string {
    return this.#guarded(() => {
      const upsert = this.#db.prepare(
        'INSERT INTO resource (kind, id, revision, body) VALUES (?, ?, ?, ?) ' +
          'ON CONFLICT (kind, id) DO UPDATE SET revision = excluded.revision, body = excluded.body',
      )
      const remove = this.#db.prepare('DELETE FROM resource WHERE kind = ? AND id = ?')
      this.#db
        .transaction(() => {
          for (const row of rows) {
            if (row.body === undefined) remove.run(row.kind, row.id)
            else upsert.run(row.kind, row.id, row.revision, row.body)
          }
          this.#setPosition(position)
        })
        .immediate()
      for (const row of rows) this.#countOne(row)
      return this.#digest.toString()
    })
  }

  bytes(): number {
    const pages = Number(this.#db.pragma('page_count', { simple: true }))
    return pages * Number(this.#db.pragma('page_size', { simple: true }))
  }

  close(): void {
    this.#db.close()
  }

  #setPosition({ epoch, revision, asOf }: CachePosition): void {
    this.#db
      .prepare(
        'INSERT OR REPLACE INTO position (only, epoch, revision, server_ms, wall_ms, rate) VALUES (1, ?, ?, ?, ?, ?)',
      )
      .run(epoch, revision, asOf.serverMs, asOf.wallMs, asOf.rate)
  }

  #count(rows: readonly Row[]): void {
    this.#digest = new StateDigest()
    this.#revisions = new Map()
    for (const row of rows) this.#countOne(row)
  }

  #countOne(row: Row): void {
    const key = `${row.kind}/${row.id}`
    const before = this.#revisions.get(key)
    if (before !== undefined) this.#digest.remove(row.kind, row.id, before)
    if (row.body === undefined) {
      this.#revisions.delete(key)
    } else {
      this.#digest.add(row.kind, row.id, row.revision)
      this.#revisions.set(key, row.revision)
    }
  }

  #guarded<T>(step: () => T): T {
    return guarded(this.#db.name, step)
  }
}

interface StoredPosition {
  readonly epoch: string
  readonly revision: number
  readonly server_ms: number
  readonly wall_ms: number
  readonly rate: number
}

function toPosition(stored: StoredPosition): CachePosition {
  return {
    epoch: stored.epoch,
    revision: stored.revision,
    asOf: { serverMs: stored.server_ms, wallMs: stored.wall_ms, rate: stored.rate },
  }
}
