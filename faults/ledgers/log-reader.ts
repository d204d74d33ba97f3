import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Change } from '../../proto/gen/wall/v1/wall_feed.ts'
import { readable } from '../lib/readable.ts'
import { LogTruth, type LogChange } from '../validators/log-truth.ts'

interface StoredChange {
  readonly revision: number
  readonly group_end: number
  readonly kind: string
  readonly id: string
  readonly digest: Buffer
  readonly body: Buffer
}

/** So many of the newest changes are looked at again after a fault. */
const LOOKED_BACK = 100

/**
 * Reads the gateway's log file beside the gateway and puts together what really happened. Read it at least
 * once per half of the retained changes: compaction takes the rest.
 */
export class LogReader {
  readonly truth = new LogTruth()
  /** What each state of a unit is called, and its revision: the only thing of it that a view shows. */
  readonly revisionOfName = new Map<string, number>()
  readonly #dataDir: string
  #readUpTo = 0

  constructor(dataDir: string) {
    this.#dataDir = dataDir
  }

  read(): LogTruth {
    const database = new Database(join(this.#dataDir, 'log.sqlite'), { readonly: true, timeout: 5_000 })
    try {
      const rows = database
        .prepare<[number], StoredChange>('SELECT * FROM change WHERE revision > ? ORDER BY revision')
        .all(this.#readUpTo)
      this.truth.add(rows.map((row) => this.#take(row)))
      this.#readUpTo = rows.at(-1)?.revision ?? this.#readUpTo
    } finally {
      database.close()
    }
    return this.truth
  }

  /**
   * What was read of the log before is still there, word for word: a gateway that lost changes would number
   * others like them.
   */
  requireUnchanged(): void {
    const database = new Database(join(this.#dataDir, 'log.sqlite'), { readonly: true, timeout: 5_000 })
    try {
      const rows = database
        .prepare<[number], { revision: number; digest: Buffer }>(
          'SELECT revision, digest FROM change WHERE revision > ? ORDER BY revision',
        )
        .all(this.#readUpTo - LOOKED_BACK)
      const kept = new Map(rows.map(({ revision, digest }) => [revision, digest.toString('hex')]))
      for (
        let revision = Math.max(1, this.#readUpTo - LOOKED_BACK + 1);
        revision <= this.#readUpTo;
        revision++
      ) {
        const due = this.truth.digestAt(this.truth.generation, revision)
        if (due !== undefined && kept.get(revision) !== due)
          throw new Error(`The log had revision ${revision}, and has it no more as it was (I8).`)
      }
    } finally {
      database.close()
    }
  }

  /** The file was replaced by a backup that stands at `revision`. */
  setBack(revision: number): void {
    this.truth.setBack(revision)
    this.#readUpTo = revision
  }

  /** Of a long run: nobody asks any more for what was at or before this revision. */
  forget(upTo: number): void {
    this.truth.forget(upTo)
    for (const [name, revision] of this.revisionOfName) {
      if (revision > upTo) break
      this.revisionOfName.delete(name)
    }
  }

  #take(row: StoredChange): LogChange {
    const change = Change.decode(row.body)
    if (change.unit !== undefined) this.revisionOfName.set(readable(change.unit.name), row.revision)
    return {
      key: `${row.kind}/${row.id}`,
      revision: row.revision,
      removed: change.removal !== undefined,
      groupEnd: row.group_end,
      digest: row.digest.toString('hex'),
    }
  }
}
