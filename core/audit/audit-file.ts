import { join } from 'node:path'
import { configure, guarded, openFile, type CacheDatabase } from '../store/sqlite.ts'
import { StoreError } from '../store/store-error.ts'
import { putHeadAside, readHead, writeHead } from './audit-head.ts'
import type { Appended } from './audit-messages.ts'
import { chained, GENESIS, type AuditHead, type AuditRow } from './chain.ts'

export const AUDIT_FILE = 'audit.db'

/** Only the next row can be added; nothing can be changed, replaced or removed. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS audit (
    number INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    event TEXT NOT NULL,
    who TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash BLOB NOT NULL
  ) STRICT;
  CREATE TRIGGER IF NOT EXISTS audit_no_update BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit is append-only: rows are never changed'); END;
  CREATE TRIGGER IF NOT EXISTS audit_no_delete BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit is append-only: rows are never removed'); END;
  CREATE TRIGGER IF NOT EXISTS audit_only_next BEFORE INSERT ON audit
    WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM audit)
    BEGIN SELECT RAISE(ABORT, 'the audit is append-only: only the next row can be added'); END;
`

/**
 * The audit of one wall on disk, written with `synchronous=FULL`. Blocking: it runs in a thread of its own.
 * Every method throws `StoreError`.
 */
export class AuditFile {
  readonly #db: CacheDatabase
  readonly #dir: string
  #head: AuditHead

  private constructor(dir: string, db: CacheDatabase) {
    this.#dir = dir
    this.#db = db
    this.#head = lastOf(db)
  }

  static open(dir: string): AuditFile {
    const path = join(dir, AUDIT_FILE)
    const db = openFile(path)
    try {
      return guarded(path, () => {
        configure(db)
        db.exec(SCHEMA)
        return new AuditFile(dir, db)
      })
    } catch (error) {
      db.close()
      throw error
    }
  }

  get head(): AuditHead {
    return this.#head
  }

  /** Adds the rows in one transaction. The head beside the file may stay behind it, and is never ahead of it. */
  append(rows: readonly AuditRow[]): Appended {
    this.#head = guarded(this.#db.name, () =>
      this.#db.transaction(() => rows.reduce((last, row) => this.#add(last, row), this.#head)).immediate(),
    )
    try {
      writeHead(this.#dir, this.#head)
      return { head: this.#head }
    } catch (error) {
      // The rows are written: to fail now would have them written twice.
      const reason = error instanceof Error ? error.message : String(error)
      return { head: this.#head, trouble: `The head of the audit cannot be kept beside it: ${reason}` }
    }
  }

  /**
   * Compares the chain with the head that is kept beside it. One that it does not bear out is put aside, and that
   * it was is the next row. Returns the sentence for the log.
   */
  dispute(wallMs: number): string | undefined {
    const kept = readHead(this.#dir)
    if (kept === undefined) return undefined
    if (kept !== 'unreadable' && this.#hashAt(kept.number) === kept.hash) return undefined
    const name = putHeadAside(this.#dir, wallMs)
    const detail = JSON.stringify({ kept, found: this.#head, name })
    this.append([{ atMs: wallMs, event: 'audit.disputed', who: '', detail }])
    const what = kept === 'unreadable' ? 'has a head that cannot be read' : `does not hold row ${kept.number}`
    return `The audit ${what}: it was shortened, exchanged or edited. The head is kept as ${name}; see npm run audit:verify.`
  }

  close(): void {
    this.#db.close()
  }

  #add(last: AuditHead, row: AuditRow): AuditHead {
    const head = chained(last, row)
    const hash = Buffer.from(head.hash, 'hex')
    this.#db
      .prepare('INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?)')
      .run(head.number, row.atMs, row.event, row.who, row.detail, hash)
    return head
  }

  #hashAt(number: number): string | undefined {
    if (number === 0) return GENESIS.hash
    const find = this.#db.prepare<[number], { readonly hash: Buffer }>(
      'SELECT hash FROM audit WHERE number = ?',
    )
    return guarded(this.#db.name, () => find.get(number))?.hash.toString('hex')
  }
}

function lastOf(db: CacheDatabase): AuditHead {
  const find = db.prepare<[], { readonly number: number; readonly hash: Buffer }>(
    'SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1',
  )
  const last = find.get()
  if (last === undefined) return GENESIS
  if (last.hash.length !== 32)
    throw new StoreError('corrupt', `The audit ${db.name} is damaged: its last hash.`)
  return { number: last.number, hash: last.hash.toString('hex') }
}
