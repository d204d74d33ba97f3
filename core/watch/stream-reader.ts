import { ResetReason, type WatchResponse } from '../../proto/gen/wall/v1/wall_feed.ts'
import { KINDS, type Kind, type ResourceChange } from '../../domain/model/resource.ts'
import type { Digests } from '../store/rows.ts'
import { decodeChanges, type Decoded } from './decode.ts'
import type { LinkHealth } from './link-health.ts'
import { SourceError, type StreamPosition, type WatchFrom } from './source.ts'
import { msOf } from './wire-values.ts'

/** What the stream said, decoded and complete. */
export interface ChangeSet extends StreamPosition, Decoded {}

/** Where complete messages go. Promises resolve once the content is on disk and in the world. */
export interface StreamSink {
  replace(set: ChangeSet): Promise<void>
  /** The set is all there is of these kinds at the revision where the content stands; all the rest stays. */
  replaceKinds(set: ChangeSet, kinds: readonly Kind[]): Promise<void>
  apply(set: ChangeSet): Promise<void>
  /**
   * Everything up to `revision` is known as of `asOfMs`, and the gateway's log has taken no write for `unwrittenMs`,
   * where it says so. `false`: the digests differ.
   */
  bookmark(position: StreamPosition, digests: Digests, unwrittenMs: number | undefined): Promise<boolean>
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
  /** Kinds that the gateway was asked to tell once more. */
  readonly #refetchKinds: readonly string[]
  #shadow: Shadow | undefined
  #inFlight: Promise<void>[] = []
  isCaughtUp = false

  constructor(from: WatchFrom, sink: StreamSink, link: LinkHealth) {
    this.#epoch = from.epoch
    this.#revision = from.afterRevision
    this.#refetchKinds = from.refetchKinds ?? []
    this.#sink = sink
    this.#link = link
  }

  async read(message: WatchResponse): Promise<void> {
    if (message.batch !== undefined) return this.#readBatch(message.batch)
    if (message.bookmark !== undefined) return this.#readBookmark(message.bookmark)
    if (message.snapshot !== undefined) return this.#readChunk(message.snapshot)
    if (message.reset !== undefined) return this.#readReset(message.reset)
    throw broken('The gateway sent a message of a kind that this version does not know.')
  }

  /** Waits for everything handed to the sink, and throws what the first failure was. */
  async flush(): Promise<void> {
    while (this.#inFlight.length > 0) await this.#inFlight.shift()
  }

  /** Waits until nothing is under way any more, whatever became of it. */
  async settle(): Promise<void> {
    await Promise.allSettled(this.#inFlight.splice(0))
  }

  async #readBatch(batch: NonNullable<WatchResponse['batch']>): Promise<void> {
    const expected = this.#revision + 1
    const complete =
      batch.firstRevision === expected &&
      batch.lastRevision === expected + batch.changes.length - 1 &&
      batch.changes.every((change, index) => change.revision === expected + index)
    if (!complete) {
      throw broken(
        `The gateway sent revisions ${batch.firstRevision} to ${batch.lastRevision} where ${expected} was next.`,
      )
    }
    if (this.#shadow !== undefined || this.#epoch === '') {
      throw broken('The gateway sent changes where a whole snapshot was due.')
    }
    const asOfMs = msOf(batch.changes.at(-1)?.committedAt) ?? 0
    const decoded = decodeChanges(batch.changes)
    this.#revision = batch.lastRevision
    await this.#hand(this.#sink.apply({ epoch: this.#epoch, revision: this.#revision, asOfMs, ...decoded }))
  }

  async #readBookmark(bookmark: NonNullable<WatchResponse['bookmark']>): Promise<void> {
    const { epoch, revision } = bookmark
    const position = { epoch, revision, asOfMs: msOf(bookmark.serverTime) ?? 0 }
    await this.flush()
    const shadow = this.#shadow
    const isWhole = shadow !== undefined && shadow.kinds.length === 0
    if (!isWhole && (epoch !== this.#epoch || revision !== this.#revision)) {
      throw broken(
        `The gateway stands at ${epoch}@${revision}, and sent changes only up to ${this.#epoch}@${this.#revision}.`,
      )
    }
    if (shadow !== undefined) {
      const set = closeShadow(shadow, position)
      this.#shadow = undefined
      this.#epoch = epoch
      this.#revision = revision
      if (isWhole) await this.#sink.replace(set)
      else await this.#sink.replaceKinds(set, knownOf(shadow.kinds))
    }
    const kinds = bookmark.kindDigests.map(({ kind, digest }) => [kind, digest] as const)
    const digests = { whole: bookmark.digest, kinds: Object.fromEntries(kinds) }
    const equal = await this.#sink.bookmark(position, digests, bookmark.unwrittenMs)
    if (!equal) throw broken(`The wall differs from the gateway at revision ${revision}.`)
    this.isCaughtUp = true
  }

  async #readChunk(chunk: NonNullable<WatchResponse['snapshot']>): Promise<void> {
    await this.flush()
    const shadow = (this.#shadow ??= emptyShadow(chunk.kinds))
    if (shadow.kinds.join() !== chunk.kinds.join()) {
      throw broken(`The gateway changed from ${nameOf(shadow)} to ${nameOf(chunk)} inside one snapshot.`)
    }
    if (!chunk.kinds.every((kind) => this.#refetchKinds.includes(kind))) {
      throw broken(`The gateway sent a snapshot of ${nameOf(chunk)} alone, and nobody had asked for it.`)
    }
    shadow.epoch ??= chunk.epoch
    if (shadow.epoch !== chunk.epoch) {
      throw broken(`The gateway changed from ${shadow.epoch} to ${chunk.epoch} inside one snapshot.`)
    }
    const { changes, undecodable, unknownValues } = decodeChanges(chunk.changes)
    for (const change of changes) shadow.changes.push(change)
    shadow.undecodable += undecodable
    shadow.unknownValues += unknownValues
    shadow.total = chunk.totalCount
    this.#link.loading(shadow.changes.length + shadow.undecodable, chunk.totalCount)
  }

  async #readReset(reset: NonNullable<WatchResponse['reset']>): Promise<void> {
    await this.flush()
    this.#shadow = emptyShadow([])
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

/** A snapshot while it is being received; nobody sees it before it is complete. */
interface Shadow {
  /** The only ones that it tells of; none: everything. */
  readonly kinds: readonly string[]
  epoch: string | undefined
  total: number
  readonly changes: ResourceChange[]
  undecodable: number
  unknownValues: number
}

function emptyShadow(kinds: readonly string[]): Shadow {
  return { kinds, epoch: undefined, total: 0, changes: [], undecodable: 0, unknownValues: 0 }
}

function knownOf(kinds: readonly string[]): readonly Kind[] {
  return KINDS.filter((kind) => kinds.includes(kind))
}

function nameOf({ kinds }: { readonly kinds: readonly string[] }): string {
  return kinds.length === 0 ? 'everything' : kinds.join(', ')
}

function closeShadow(shadow: Shadow, position: StreamPosition): ChangeSet {
  const { epoch = position.epoch, total, changes, undecodable, unknownValues } = shadow
  if (epoch !== position.epoch) {
    throw broken(`The gateway closed a snapshot of ${epoch} with a bookmark of ${position.epoch}.`)
  }
  const count = changes.length + undecodable
  if (count !== total) throw broken(`The gateway announced a snapshot of ${total} and sent ${count}.`)
  return { ...position, changes, undecodable, unknownValues }
}

function broken(message: string): SourceError {
  return new SourceError('undecodable', message)
}
