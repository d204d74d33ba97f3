import { ResetReason, type WatchResponse } from '../../proto/gen/wall/v1/wall_feed.ts'
import type { ResourceChange } from '../../domain/model/resource.ts'
import { decodeChange } from './decode.ts'
import type { LinkHealth } from './link-health.ts'
import { SourceError, type WatchFrom } from './source.ts'
import { msOf } from './wire-values.ts'

/** What the stream said, decoded and complete. */
export interface ChangeSet {
  readonly epoch: string
  readonly revision: number
  readonly asOfMs: number
  readonly changes: readonly ResourceChange[]
  /** Changes of kinds that this version does not know. */
  readonly undecodable: number
}

/** Where complete messages go. Promises resolve once the content is on disk and in the world. */
export interface StreamSink {
  replace(set: ChangeSet): Promise<void>
  apply(set: ChangeSet): Promise<void>
  /** Everything up to `revision` is known as of `asOfMs`. `false`: the digests differ. */
  bookmark(position: Omit<ChangeSet, 'changes' | 'undecodable'>, digest: string): Promise<boolean>
}

/** Writes on their way to disk at once; more, and the stream is made to wait. */
const MAX_IN_FLIGHT = 8

/**
 * Reads one stream, message by message, and refuses whatever breaks the contract: a gap, a repeat, a change
 * of epoch in the middle. Nothing of a broken message reaches the sink.
 */
export class StreamReader {
  readonly #sink: StreamSink
  readonly #link: LinkHealth
  #epoch: string
  #revision: number
  /** Filled while a snapshot is being received. */
  #shadow: ResourceChange[] | undefined
  #shadowUndecodable = 0
  #inFlight: Promise<void>[] = []
  isCaughtUp = false

  constructor(from: WatchFrom, sink: StreamSink, link: LinkHealth) {
    this.#epoch = from.epoch
    this.#revision = from.afterRevision
    this.#sink = sink
    this.#link = link
  }

  async read(message: WatchResponse): Promise<void> {
    if (message.batch !== undefined) return this.#readBatch(message.batch)
    if (message.bookmark !== undefined) return this.#readBookmark(message.bookmark)
    if (message.snapshot !== undefined) return this.#readChunk(message.snapshot)
    if (message.reset !== undefined) return this.#readReset(message.reset)
    throw new SourceError(
      'undecodable',
      'The gateway sent a message of a kind that this version does not know.',
    )
  }

  /** Waits for everything handed to the sink. */
  async flush(): Promise<void> {
    const waiting = this.#inFlight
    this.#inFlight = []
    await Promise.all(waiting)
  }

  async #readBatch(batch: NonNullable<WatchResponse['batch']>): Promise<void> {
    const expected = this.#revision + 1
    const complete =
      batch.firstRevision === expected &&
      batch.lastRevision === expected + batch.changes.length - 1 &&
      batch.changes.every((change, index) => change.revision === expected + index)
    if (!complete || this.#shadow !== undefined) {
      throw new SourceError(
        'undecodable',
        `The gateway sent revisions ${batch.firstRevision} to ${batch.lastRevision} where ${expected} was next.`,
      )
    }
    const last = batch.changes.at(-1)
    const { changes, undecodable } = decodeAll(batch.changes)
    this.#revision = batch.lastRevision
    const set = {
      epoch: this.#epoch,
      revision: this.#revision,
      asOfMs: msOf(last?.committedAt) ?? 0,
      changes,
      undecodable,
    }
    await this.#hand(this.#sink.apply(set))
  }

  async #readBookmark(bookmark: NonNullable<WatchResponse['bookmark']>): Promise<void> {
    const asOfMs = msOf(bookmark.serverTime) ?? 0
    const { epoch, revision } = bookmark
    await this.flush()
    if (this.#shadow !== undefined) {
      const set = { epoch, revision, asOfMs, changes: this.#shadow, undecodable: this.#shadowUndecodable }
      this.#shadow = undefined
      this.#epoch = epoch
      this.#revision = revision
      await this.#sink.replace(set)
    } else if (epoch !== this.#epoch || revision !== this.#revision) {
      throw new SourceError(
        'undecodable',
        `The gateway stands at ${epoch}@${revision}, and sent changes only up to ${this.#epoch}@${this.#revision}.`,
      )
    }
    this.isCaughtUp = true
    const equal = await this.#sink.bookmark({ epoch, revision, asOfMs }, bookmark.digest)
    if (!equal)
      throw new SourceError('undecodable', `The wall differs from the gateway at revision ${revision}.`)
  }

  async #readChunk(chunk: NonNullable<WatchResponse['snapshot']>): Promise<void> {
    await this.flush()
    if (this.#shadow === undefined) {
      this.#shadow = []
      this.#shadowUndecodable = 0
    }
    const { changes, undecodable } = decodeAll(chunk.changes)
    for (const change of changes) this.#shadow.push(change)
    this.#shadowUndecodable += undecodable
    this.#link.loading(this.#shadow.length, chunk.totalCount)
  }

  async #readReset(reset: NonNullable<WatchResponse['reset']>): Promise<void> {
    await this.flush()
    this.#shadow = []
    this.#shadowUndecodable = 0
    if (reset.reason === ResetReason.RESET_REASON_EPOCH_CHANGED) this.#epoch = reset.epoch
  }

  /** Hands a write on, and waits once too many are under way. */
  async #hand(write: Promise<void>): Promise<void> {
    write.catch(() => {
      // Reported where the write is awaited; until then it must not count as unhandled.
    })
    this.#inFlight.push(write)
    if (this.#inFlight.length > MAX_IN_FLIGHT) await this.#inFlight.shift()
  }
}

function decodeAll(wire: NonNullable<WatchResponse['batch']>['changes']): {
  changes: ResourceChange[]
  undecodable: number
} {
  const changes = wire.map(decodeChange).filter((change) => change !== undefined)
  return { changes, undecodable: wire.length - changes.length }
}
