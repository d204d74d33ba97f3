import type { CodedSentence } from '../../proto/gen/wall/v1/command.ts'
import type { KindSums } from './digest.ts'
import type { Kind } from '../kinds.ts'

/** The newest revision and the digest of the state at it. */
export interface LogHead {
  readonly revision: number
  /** As in `Bookmark.digest`. */
  readonly digest: string
}

/** Consecutive changes after a revision, complete atomic groups only. */
export interface LogBatch {
  readonly firstRevision: number
  readonly lastRevision: number
  /** Encoded `Change` messages. */
  readonly bodies: readonly Uint8Array[]
}

export interface BatchLimits {
  readonly changeCount: number
  readonly byteCount: number
}

/** The state at one revision, read in pages. Holds a read transaction: close it soon. */
export interface Snapshot {
  readonly head: LogHead
  readonly totalCount: number
  /** The next resources, or undefined after the last one. */
  next(limits: BatchLimits): readonly Uint8Array[] | undefined
  close(): void
}

export interface CommandResult {
  readonly accepted: boolean
  readonly refusal: string
  readonly revision: number
  /** Refused because somebody else was first. */
  readonly conflict: boolean
  /** The refusal by its code; absent where it was accepted, or kept by a gateway from before codes. */
  readonly coded?: CodedSentence | undefined
}

/** A row for the audit, which is another file and cannot be part of a transaction here. */
export interface OwedRow {
  readonly commandId: string
  readonly event: string
  readonly who: string
  /** JSON text. */
  readonly detail: string
}

/** What a job sees of the log inside the transaction that will commit it. */
export interface LogWriter {
  /** The newest revision so far, changes of this transaction included. */
  readonly revision: number
  /** The size of the changes that this job has made, as they go out on the wire. */
  readonly byteCount: number
  /** The instant of every change in this transaction. */
  readonly nowMs: number
  /** The encoded current resource, changes of this transaction included. */
  get(kind: Kind, id: string): StoredResource | undefined
  /** The resource as it was at an earlier revision; undefined where that is no longer, or never was, known. */
  getAt(kind: Kind, id: string, revision: number): StoredResource | undefined
  /** Appends the new state of a resource and returns its revision; equal content changes nothing. */
  put(kind: Kind, id: string, resource: Uint8Array): number
  /** Appends a removal and returns its revision, or undefined where there is nothing to remove. */
  remove(kind: Kind, id: string): number | undefined
  /** The revision that this key was given first. */
  firstResult(source: string, key: string): number | undefined
  rememberKey(source: string, key: string, revision: number): void
  commandResult(commandId: string): CommandResult | undefined
  rememberCommand(commandId: string, result: CommandResult): void
  /** Keeps what the audit must still be told, with the change itself. */
  owe(row: OwedRow): void
  /** The audit has these. */
  settle(commandIds: readonly string[]): void
  /** What was owed when the last run ended. */
  owed(): readonly OwedRow[]
  /** Writes something that is no change, so that the commit has to reach the disk. */
  touch(): void
  /** Leaves nothing of this job in the log; its return value is still handed over after the commit. */
  discard(): void
}

export interface StoredResource {
  readonly revision: number
  readonly resource: Uint8Array
}

export interface WriteJob<Result> {
  /** About how many changes it makes; commits are cut by the sum. */
  readonly weight: number
  /** All its changes are one atomic group, never split on the wire. */
  readonly atomic: boolean
  /** Runs inside the transaction, at once and without waiting. A throw undoes this job alone. */
  run(writer: LogWriter): Result
}

/**
 * An append-only log with one revision per change, without gaps.
 *
 * What `write` has resolved is on disk, synced (I8). Jobs run one after another, in the order in which they
 * came. A job that throws leaves nothing behind and sinks no other; when the commit itself fails, every job
 * in it is rejected with a `LogError` and nothing of it remains.
 */
export interface Log {
  /** Random, made with the log. Revisions of different epochs have nothing to do with each other. */
  readonly epoch: string
  head(): LogHead
  /** Changes up to this revision may be gone; only what is still current remains of them. */
  compactedRevision(): number
  write<Result>(job: WriteJob<Result>): Promise<Result>
  /** What follows `revision`, or undefined at the head. Meaningful from `compactedRevision` on. */
  readAfter(revision: number, limits: BatchLimits): LogBatch | undefined
  /** The digest of the state at a revision whose change is still there. */
  digestAt(revision: number): string | undefined
  /** What the newest state's digest is made of. */
  kindSums(): KindSums
  /** Of the newest state; with `kinds`, of these alone. */
  openSnapshot(kinds?: readonly string[]): Snapshot
  /** Calls after every commit that brought changes. */
  onCommit(listener: () => void): () => void
  /** Small facts about this log that outlive the process. */
  readMeta(name: string): string | undefined
  writeMeta(name: string, value: string): void
  /** Finishes what is queued, and closes. Later writes are rejected. */
  close(): Promise<void>
}
