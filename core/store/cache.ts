import { crc32 } from 'node:zlib'
import type { CacheContent, CachePosition, Digests, Row } from './rows.ts'
import { StateDigest } from './digest.ts'
import { migrate, refuseNewer } from './migrations/index.ts'
import { configure, guarded, openFile, shortenLog, type CacheDatabase } from './sqlite.ts'
import { StoreError } from './store-error.ts'
import { logBytesOf } from './write-ahead-log.ts'

/**
 * The wall's copy of what the gateway said, on disk. Content and position change in one transaction (I1):
 * after a crash the file holds a state that once was true, and knows which. After a failed write every
 * further one fails, too, until the file is opened again: the changes of the failed one would be missing.
 * A row carries a checksum of what is shown of it: SQLite's own check sees damaged structure, not a flipped letter.
 * Blocking: it runs in the store's own thread. Every method throws `StoreError`.
 */
export class Cache {
  readonly #db: CacheDatabase
  readonly schema: number
  #digest = new StateDigest()
  #failed = false
  /** Prepared at the first write, when the schema is there. */
  #statements: ReturnType<typeof prepareWrites> | undefined

  private constructor(db: CacheDatabase, schema: number) {
    this.#db = db
    this.schema = schema
  }

  /** `:memory:` for a cache that is lost with the process. */
  static open(path: string): Cache {
    const db = openFile(path)
    try {
      return guarded(path, () => {
        refuseNewer(db)
        configure(db)
        return new Cache(db, migrate(db))
      })
    } catch (error) {
      db.close()
      throw error
    }
  }

  load(): CacheContent {
    return guarded(this.#db.name, () => {
      const stored = this.#db.prepare<[], StoredPosition>('SELECT * FROM position').get()
      const rows = this.#db
        .prepare<[], StoredRow>('SELECT kind, id, revision, body, crc FROM resource')
        .all()
        .map((row) => this.#checked(row))
      this.#countAnew(rows)
      const findings = this.#findings()
      return {
        rows,
        digests: this.#digest.digests(),
        ...(stored === undefined ? {} : { position: toPosition(stored) }),
        ...(findings === undefined ? {} : { findings }),
      }
    })
  }

  /** Keeps what the wall itself found out, in place of what was kept before. */
  keep(findings: string): void {
    this.#write(() =>
      this.#db
        .prepare('INSERT OR REPLACE INTO findings (only, body, crc) VALUES (1, ?, ?)')
        .run(findings, crc32(findings)),
    )
  }

  /** Everything anew, in one step (I3). */
  replace(rows: readonly Row[], position: CachePosition): Digests {
    this.#write(() => {
      this.#db.exec('DELETE FROM resource')
      this.#put(rows, position)
    })
    this.#countAnew(rows)
    return this.#digest.digests()
  }

  /** Of these kinds everything anew, in one step (I3). What is counted is what lies on disk then. */
  replaceKinds(kinds: readonly string[], rows: readonly Row[], position: CachePosition): Digests {
    this.#write(() => {
      const remove = this.#db.prepare('DELETE FROM resource WHERE kind = ?')
      for (const kind of kinds) remove.run(kind)
      this.#put(rows, position)
    })
    return this.load().digests
  }

  /** The next rows after those that are there, in the order of their revisions. */
  apply(rows: readonly Row[], position: CachePosition): Digests {
    this.#write(() => this.#put(rows, position))
    for (const row of rows) this.#countOne(row)
    return this.#digest.digests()
  }

  bytes(): number {
    const pages = Number(this.#db.pragma('page_count', { simple: true }))
    return pages * Number(this.#db.pragma('page_size', { simple: true }))
  }

  logBytes(): number {
    return this.#db.memory ? 0 : logBytesOf(this.#db.name)
  }

  /** Gives back the room of a log that has become too large. Of use after a write, when no other one waits. */
  shortenLog(): void {
    guarded(this.#db.name, () => shortenLog(this.#db))
  }

  close(): void {
    this.#db.close()
  }

  #write(step: () => void): void {
    if (this.#failed) {
      throw new StoreError('not-writable', `A write to the cache ${this.#db.name} failed before this one.`)
    }
    try {
      guarded(this.#db.name, () => this.#db.transaction(step).immediate())
    } catch (error) {
      this.#failed = true
      throw error
    }
  }

  #findings(): string | undefined {
    const stored = this.#db.prepare<[], StoredFindings>('SELECT body, crc FROM findings').get()
    if (stored === undefined || crc32(stored.body) === stored.crc) return stored?.body
    throw new StoreError('corrupt', `The cache ${this.#db.name} is damaged: what the wall had found out.`)
  }

  #put(rows: readonly Row[], { epoch, revision, asOf, unknownTerms }: CachePosition): void {
    const { upsert, remove, stand } = (this.#statements ??= prepareWrites(this.#db))
    for (const row of rows) {
      if (row.body === undefined) remove.run(row.kind, row.id)
      else upsert.run(row.kind, row.id, row.revision, row.body, crc32(row.body))
    }
    const { sum = null, knownKinds = null } = unknownTerms ?? {}
    stand.run(epoch, revision, asOf.serverMs, asOf.wallMs, asOf.rate, sum, knownKinds)
  }

  #checked({ crc, ...row }: StoredRow): Row {
    if (crc32(row.body) === crc) return row
    throw new StoreError('corrupt', `The cache ${this.#db.name} is damaged: the entry ${row.kind}/${row.id}.`)
  }

  #countAnew(rows: readonly Row[]): void {
    this.#digest = new StateDigest()
    for (const row of rows) this.#countOne(row)
  }

  #countOne(row: Row): void {
    if (row.body === undefined) this.#digest.remove(row.kind, row.id)
    else this.#digest.put(row.kind, row.id, row.revision)
  }
}

function prepareWrites(db: CacheDatabase) {
  return {
    upsert: db.prepare(
      'INSERT INTO resource (kind, id, revision, body, crc) VALUES (?, ?, ?, ?, ?) ON CONFLICT (kind, id) ' +
        'DO UPDATE SET revision = excluded.revision, body = excluded.body, crc = excluded.crc',
    ),
    remove: db.prepare('DELETE FROM resource WHERE kind = ? AND id = ?'),
    stand: db.prepare(
      'INSERT OR REPLACE INTO position (only, epoch, revision, server_ms, wall_ms, rate, unknown_sum, known_kinds) ' +
        'VALUES (1, ?, ?, ?, ?, ?, ?, ?)',
    ),
  }
}

interface StoredRow extends Row {
  readonly body: string
  readonly crc: number
}

interface StoredFindings {
  readonly body: string
  readonly crc: number
}

interface StoredPosition {
  readonly epoch: string
  readonly revision: number
  readonly server_ms: number
  readonly wall_ms: number
  readonly rate: number
  readonly unknown_sum: string | null
  readonly known_kinds: string | null
}

function toPosition(stored: StoredPosition): CachePosition {
  const { unknown_sum: sum, known_kinds: knownKinds } = stored
  return {
    ...(sum === null || knownKinds === null ? {} : { unknownTerms: { sum, knownKinds } }),
    epoch: stored.epoch,
    revision: stored.revision,
    asOf: { serverMs: stored.server_ms, wallMs: stored.wall_ms, rate: stored.rate },
  }
}
