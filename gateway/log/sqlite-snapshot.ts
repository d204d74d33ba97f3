import { fromBytes, toHex } from './digest.ts'
import type { BatchLimits, LogHead, Snapshot } from './log.ts'
import { openReader } from './sqlite.ts'
import type { Database, Statement } from './sqlite.ts'

interface Row {
  readonly kind: string
  readonly id: string
  readonly body: Buffer
}

const ONLY_KINDS = '(:kinds IS NULL OR resource.kind IN (SELECT value FROM json_each(:kinds)))'

/** JSON text, or everything. */
interface Only {
  readonly kinds: string | null
}

interface Page extends Only {
  readonly kind: string
  readonly id: string
  readonly count: number
}

/** One read transaction on a connection of its own; pages are short statements, so writers never wait. */
export class SqliteSnapshot implements Snapshot {
  readonly head: LogHead
  readonly totalCount: number
  readonly #database: Database
  readonly #kinds: string | null
  readonly #page: Statement<[Page], Row>
  #last: { readonly kind: string; readonly id: string } = { kind: '', id: '' }

  constructor(path: string, kinds?: readonly string[]) {
    this.#database = openReader(path)
    this.#database.exec('BEGIN')
    this.head = readHead(this.#database)
    this.#kinds = kinds === undefined ? null : JSON.stringify(kinds)
    const count = this.#database.prepare<[Only], number>(`SELECT count(*) FROM resource WHERE ${ONLY_KINDS}`)
    this.totalCount = Number(count.pluck().get({ kinds: this.#kinds }))
    this.#page = this.#database.prepare(
      `SELECT resource.kind, resource.id, change.body
       FROM resource JOIN change ON change.revision = resource.revision
       WHERE (resource.kind, resource.id) > (:kind, :id) AND ${ONLY_KINDS}
       ORDER BY resource.kind, resource.id LIMIT :count`,
    )
  }

  next(limits: BatchLimits): readonly Uint8Array[] | undefined {
    const rows = this.#page.all({ ...this.#last, kinds: this.#kinds, count: limits.changeCount })
    const bodies: Uint8Array[] = []
    let bytes = 0
    for (const row of rows) {
      bytes += row.body.length
      if (bodies.length > 0 && bytes > limits.byteCount) break
      bodies.push(row.body)
      this.#last = row
    }
    return bodies.length > 0 ? bodies : undefined
  }

  close(): void {
    this.#database.close()
  }
}

function readHead(database: Database): LogHead {
  const row = database
    .prepare<[], { revision: number; digest: Buffer }>(
      'SELECT revision, digest FROM change ORDER BY revision DESC LIMIT 1',
    )
    .get()
  return row
    ? { revision: row.revision, digest: toHex(fromBytes(row.digest)) }
    : { revision: 0, digest: toHex(0n) }
}
