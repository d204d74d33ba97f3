import type { CodedSentence } from '../../proto/gen/wall/v1/command.ts'
import type { Kind } from '../kinds.ts'
import { encodeChange, encodeRemoval, isRemoval, resourceOf } from './change-body.ts'
import { EMPTY_DIGEST, minus, plus, termOf, toBytes, type KindSums } from './digest.ts'
import type { KnownKeys } from './known-keys.ts'
import { LogError } from './log-error.ts'
import type { CommandResult, LogWriter, OwedRow, StoredResource } from './log.ts'
import type { RecentState, RecentStates } from './recent-states.ts'
import type { Statements } from './statements.ts'

/** Where the log stands: the newest revision and the digest of the state at it. */
export interface Position {
  readonly revision: number
  readonly digest: bigint
  readonly kinds: KindSums
}

interface WriterParts {
  readonly statements: Statements
  readonly recent: RecentStates
  readonly keys: KnownKeys
}

/** How far back an earlier state is looked for. */
const LOOKED_BACK = 50_000

/** The writer of one job inside an open transaction. */
export class SqliteWriter implements LogWriter {
  readonly nowMs: number
  readonly #statements: Statements
  readonly #recent: RecentStates
  readonly #keys: KnownKeys
  readonly #compactedRevision: number
  #position: Position
  /** This job's own copy, so that a job which fails leaves nothing behind. */
  #kinds: Map<string, bigint> | undefined
  #discarded = false
  #byteCount = 0

  constructor(
    { statements, recent, keys }: WriterParts,
    position: Position,
    compactedRevision: number,
    nowMs: number,
  ) {
    this.#statements = statements
    this.#recent = recent
    this.#keys = keys
    this.#position = position
    this.#compactedRevision = compactedRevision
    this.nowMs = nowMs
  }

  get revision(): number {
    return this.#position.revision
  }

  get byteCount(): number {
    return this.#byteCount
  }

  get position(): Position {
    return this.#position
  }

  get discarded(): boolean {
    return this.#discarded
  }

  get(kind: Kind, id: string): RecentState | undefined {
    const recent = this.#recent.get(kind, id)
    if (recent) return recent
    const revision = this.#statements.currentRevision.get(kind, id)
    if (revision === undefined) return undefined
    const body = this.#statements.getBody.get(revision)
    if (!body) throw new LogError(`${kind} ${id} has no change at its revision ${revision}; restore a backup`)
    const state = { revision, resource: resourceOf(body), term: termOf(kind, id, revision) }
    this.#recent.put(kind, id, state)
    return state
  }

  getAt(kind: Kind, id: string, revision: number): StoredResource | undefined {
    const row = this.#statements.getStateAt.get(revision, revision - LOOKED_BACK, kind, id)
    if (!row || isRemoval(row.body)) return undefined
    return { revision: row.revision, resource: resourceOf(row.body) }
  }

  put(kind: Kind, id: string, resource: Uint8Array): number {
    const old = this.get(kind, id)
    if (old && Buffer.compare(old.resource, resource) === 0) return old.revision
    const revision = this.#position.revision + 1
    const state = { revision, resource, term: termOf(kind, id, revision) }
    this.#append(kind, id, encodeChange(revision, this.nowMs, kind, resource), old, state)
    this.#statements.setResource.run(kind, id, revision)
    this.#recent.put(kind, id, state)
    return revision
  }

  remove(kind: Kind, id: string): number | undefined {
    const old = this.get(kind, id)
    if (!old) return undefined
    const revision = this.#position.revision + 1
    this.#append(kind, id, encodeRemoval(revision, this.nowMs, kind, id), old, undefined)
    this.#statements.deleteResource.run(kind, id)
    this.#recent.remove(kind, id)
    return revision
  }

  firstResult(source: string, key: string): number | undefined {
    return this.#keys.revisionOf(source, key)
  }

  rememberKey(source: string, key: string, revision: number): void {
    this.#statements.insertKey.run(source, key, revision)
    this.#keys.remember(source, key, revision)
  }

  commandResult(commandId: string): CommandResult | undefined {
    const row = this.#statements.getCommand.get(commandId)
    if (!row) return undefined
    const { coded, ...rest } = row
    const why = coded === null ? {} : { coded: JSON.parse(coded) as CodedSentence }
    return { ...rest, accepted: row.accepted === 1, conflict: row.conflict === 1, ...why }
  }

  rememberCommand(commandId: string, result: CommandResult): void {
    const { accepted, refusal, revision, conflict, coded } = result
    const why = coded ? JSON.stringify(coded) : null
    this.#statements.insertCommand.run(commandId, Number(accepted), refusal, revision, Number(conflict), why)
  }

  owe({ commandId, event, who, detail }: OwedRow): void {
    this.#statements.insertOwed.run(commandId, event, who, detail)
  }

  settle(commandIds: readonly string[]): void {
    for (const commandId of commandIds) this.#statements.deleteOwed.run(commandId)
  }

  owed(): readonly OwedRow[] {
    return this.#statements.getOwed.all()
  }

  touch(): void {
    this.#statements.setMeta.run('touched_at', String(this.nowMs))
  }

  discard(): void {
    this.#discarded = true
  }

  #append(
    kind: Kind,
    id: string,
    body: Uint8Array,
    old: RecentState | undefined,
    next: RecentState | undefined,
  ): void {
    const before = this.#position
    const revision = before.revision + 1
    const change = minus(next?.term ?? EMPTY_DIGEST, old?.term ?? EMPTY_DIGEST)
    const digest = plus(before.digest, change)
    const kinds = (this.#kinds ??= new Map(before.kinds))
    kinds.set(kind, plus(kinds.get(kind) ?? EMPTY_DIGEST, change))
    this.#statements.insertChange.run(revision, revision, kind, id, toBytes(digest), body)
    // Compaction has passed it and spared it only because it was current.
    if (old !== undefined && old.revision <= this.#compactedRevision) {
      this.#statements.deleteChange.run(old.revision)
    }
    this.#byteCount += body.length
    this.#position = { revision, digest, kinds }
  }
}
