import { randomUUID } from 'node:crypto'
import type { Clock } from '../../domain/clock.ts'
import { Compaction } from './compaction.ts'
import { EMPTY_DIGEST, added, fromBytes, toHex, type KindSums } from './digest.ts'
import { GroupCommit } from './group-commit.ts'
import type { QueuedJob } from './group-commit.ts'
import type { BatchLimits, Log, LogBatch, LogHead, Snapshot, WriteJob } from './log.ts'
import { JournalWatch } from './journal-watch.ts'
import { KEYS_KEPT, KnownKeys } from './known-keys.ts'
import { LogError } from './log-error.ts'
import { migrate } from './migrations/index.ts'
import { readBatch } from './read-batch.ts'
import { assertFull, explain, openWriter, requireWhole } from './sqlite.ts'
import type { Database } from './sqlite.ts'
import { RecentStates } from './recent-states.ts'
import { SqliteSnapshot } from './sqlite-snapshot.ts'
import { SqliteWriter } from './sqlite-writer.ts'
import type { Position } from './sqlite-writer.ts'
import { prepareStatements } from './statements.ts'
import type { Statements } from './statements.ts'

export interface SqliteLogOptions {
  readonly path: string
  /** Changes kept for walls that come back; older ones are compacted away. */
  readonly retainCount: number
  /** Real time, for the few milliseconds of a group commit. */
  readonly clock: Clock
  /** The instant stamped on changes: the gateway's time, which may run faster. */
  readonly nowMs: () => number
  /** Told when a commit fails, and when the next one succeeds. */
  readonly onWritable?: (writable: boolean, reason: string) => void
  /** Told in words when a reader keeps the write-ahead log from being cut back, and when it is short again. */
  readonly onJournalHeld?: (held: boolean, sentence: string) => void
}

/** Opens the log, making it where there is none. Throws a `LogError` that says what to do. */
export function openSqliteLog(options: SqliteLogOptions): Log {
  const database = openWriter(options.path)
  try {
    requireWhole(database, options.path)
    migrate(database)
    return new SqliteLog(database, options)
  } catch (error) {
    database.close()
    throw explain(options.path, error)
  }
}

class SqliteLog implements Log {
  readonly epoch: string
  readonly #database: Database
  readonly #options: SqliteLogOptions
  readonly #statements: Statements
  readonly #commits: GroupCommit
  readonly #compaction: Compaction
  readonly #journal: JournalWatch
  readonly #recent = new RecentStates()
  readonly #keys = new KnownKeys()
  readonly #listeners = new Set<() => void>()
  #position: Position
  #writable = true

  constructor(database: Database, options: SqliteLogOptions) {
    this.#database = database
    this.#options = options
    this.#statements = prepareStatements(database)
    this.epoch = this.#findEpoch()
    assertFull(database)
    this.#position = this.#findPosition()
    this.#readKeys()
    this.#compaction = new Compaction(database, this.#statements, {
      retainCount: options.retainCount,
      clock: options.clock,
      onFailed: (error) => this.#setWritable(false, explain(options.path, error).message),
    })
    this.#journal = new JournalWatch(database, options)
    this.#commits = new GroupCommit(options.clock, (jobs) => this.#commit(jobs))
  }

  head(): LogHead {
    return { revision: this.#position.revision, digest: toHex(this.#position.digest) }
  }

  compactedRevision(): number {
    return this.#compaction.revision
  }

  write<Result>(job: WriteJob<Result>): Promise<Result> {
    return this.#commits.submit(job)
  }

  readAfter(revision: number, limits: BatchLimits): LogBatch | undefined {
    if (revision >= this.#position.revision) return undefined
    return readBatch(this.#statements, revision, limits)
  }

  digestAt(revision: number): string | undefined {
    if (revision === this.#position.revision) return toHex(this.#position.digest)
    const bytes = this.#statements.digestAt.get(revision)
    return bytes && toHex(fromBytes(bytes))
  }

  kindSums(): KindSums {
    return this.#position.kinds
  }

  openSnapshot(kinds?: readonly string[]): Snapshot {
    return new SqliteSnapshot(this.#options.path, kinds)
  }

  onCommit(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readMeta(name: string): string | undefined {
    return this.#statements.getMeta.get(name)
  }

  writeMeta(name: string, value: string): void {
    this.#statements.setMeta.run(name, value)
  }

  async close(): Promise<void> {
    await this.#commits.close()
    this.#compaction.stop()
    this.#database.close()
  }

  #commit(jobs: readonly QueuedJob[]): void {
    const before = this.#position
    let settle: readonly (() => void)[]
    try {
      settle = this.#transact(jobs)
      this.#setWritable(true, '')
    } catch (error) {
      this.#position = before
      this.#recent.clear()
      this.#keys.undoTo(0)
      if (this.#database.inTransaction) this.#statements.rollback.run()
      const reason = explain(this.#options.path, error)
      this.#setWritable(false, reason.message)
      for (const job of jobs) job.reject(reason)
      return
    }
    for (const tell of settle) tell()
    if (this.#position.revision === before.revision) return
    for (const listener of this.#listeners) listener()
    this.#compaction.consider(this.#position.revision)
    this.#journal.committed()
  }

  #transact(jobs: readonly QueuedJob[]): readonly (() => void)[] {
    this.#statements.begin.run()
    const nowMs = this.#options.nowMs()
    const settle = jobs.map((queued) => this.#runJob(queued, nowMs))
    this.#statements.commit.run()
    this.#keys.commit()
    return settle
  }

  /** Runs one job and returns how to tell its sender, once the commit is done. */
  #runJob({ job, resolve, reject }: QueuedJob, nowMs: number): () => void {
    const statements = this.#statements
    const parts = { statements, recent: this.#recent, keys: this.#keys }
    const writer = new SqliteWriter(parts, this.#position, this.#compaction.revision, nowMs)
    const mark = this.#keys.mark()
    statements.savepoint.run()
    try {
      const result = job.run(writer)
      if (writer.discarded) {
        this.#undoTo(mark)
      } else {
        this.#closeGroup(job.atomic, writer)
        this.#position = writer.position
      }
      statements.release.run()
      return () => resolve(result)
    } catch (error) {
      // SQLite itself gave up the whole transaction, as it does when the disk is full.
      if (!this.#database.inTransaction) throw error
      this.#undoTo(mark)
      statements.release.run()
      return () => reject(error)
    }
  }

  /** Takes back what the open job did. */
  #undoTo(mark: number): void {
    this.#statements.undo.run()
    this.#recent.clear()
    this.#keys.undoTo(mark)
  }

  #closeGroup(atomic: boolean, writer: SqliteWriter): void {
    const first = this.#position.revision + 1
    const last = writer.revision
    if (atomic && last > first) this.#statements.setGroupEnd.run(last, first, last)
  }

  #setWritable(writable: boolean, reason: string): void {
    if (writable === this.#writable) return
    this.#writable = writable
    this.#options.onWritable?.(writable, reason)
  }

  #findEpoch(): string {
    const known = this.readMeta('epoch')
    if (known) return known
    const epoch = randomUUID()
    this.writeMeta('epoch', epoch)
    return epoch
  }

  #findPosition(): Position {
    const revision = this.#statements.newestRevision.get() ?? 0
    if (revision === 0) return { revision, digest: EMPTY_DIGEST, kinds: new Map() }
    const digest = this.#statements.digestAt.get(revision)
    if (!digest) throw new LogError(`the log has no digest at revision ${revision}; restore a backup`)
    return { revision, digest: fromBytes(digest), kinds: this.#countKinds() }
  }

  #readKeys(): void {
    for (const { source, key, revision } of this.#statements.newestKeys.iterate(KEYS_KEPT)) {
      this.#keys.restore(source, key, revision)
    }
  }

  #countKinds(): KindSums {
    const sums = new Map<string, bigint>()
    for (const { kind, id, revision } of this.#statements.resources.iterate()) {
      sums.set(kind, added(sums.get(kind) ?? EMPTY_DIGEST, kind, id, revision))
    }
    return sums
  }
}
