import { status } from '@grpc/grpc-js'
import type { Clock } from '../../domain/clock.ts'
import { ResetReason } from '../../proto/gen/wall/v1/wall_feed.ts'
import type { WatchRequest } from '../../proto/gen/wall/v1/wall_feed.ts'
import { isKind } from '../kinds.ts'
import { committedAtMs } from '../log/change-body.ts'
import { kindDigests, type KindSums } from '../log/digest.ts'
import type { BatchLimits, LogBatch, Snapshot } from '../log/log.ts'
import { toTimestamp } from '../timestamps.ts'
import { encodeBatch, encodeBookmark, encodeChunk, encodeReset } from './batch-encoding.ts'
import { Outlet } from './outlet.ts'
import type { ByteStream } from './outlet.ts'
import type { LogView } from './log-view.ts'
import type { WatchLimits } from './watch-limits.ts'

export interface WatcherOptions {
  readonly log: LogView
  readonly limits: WatchLimits
  /** Real time, for heartbeats and stalls. */
  readonly clock: Clock
  /** The gateway's time, for bookmarks. */
  readonly serverMs: () => number
  /** Real time since the log took a write; undefined where nobody finds out. */
  readonly unwrittenMs: () => number | undefined
}

/** Why a stream ends; undefined when the peer left by itself. */
export interface WatchEnd {
  readonly code: status
  readonly details: string
}

type Next = 'go-on' | 'end'

/** What a bookmark vouches for. */
interface State {
  readonly revision: number
  readonly digest: string
  readonly asOfMs: number
  readonly sums: KindSums
}

const NO_SUMS: KindSums = new Map()
/** Says nothing of the state. */
const NO_DIGEST = ''

/**
 * One stream of the log. It holds a cursor and nothing else: changes are pulled from the log when the peer
 * has room, so a slow peer costs no memory here, and it never sees a change twice, late or out of order.
 */
export class Watcher {
  readonly #options: WatcherOptions
  readonly #outlet: Outlet
  readonly #batchLimits: BatchLimits
  /** Of what was sent: the view may be another one meanwhile. */
  #epoch = ''
  #cursor = 0
  /** Kinds that the wall asks for once more; told as soon as nothing else is to be sent. */
  #refetch: readonly string[] = []
  #bookmarked = -1
  #bookmarkedAtMs = 0
  #end: WatchEnd | undefined
  #ended = false
  #wake: (() => void) | undefined

  constructor(stream: ByteStream, options: WatcherOptions) {
    this.#options = options
    this.#outlet = new Outlet(stream, options.clock, options.limits.stallMs)
    this.#batchLimits = {
      changeCount: options.limits.batchChangeCount,
      byteCount: options.limits.batchByteCount,
    }
  }

  /** Follows the log until the peer leaves, stalls, or `stop` is called. */
  async run(request: WatchRequest): Promise<WatchEnd | undefined> {
    this.#bookmarkedAtMs = this.#options.clock.monotonicMs()
    this.#outlet.open(() => this.#finish(undefined))
    const unsubscribe = this.#options.log.onCommit(() => this.#wake?.())
    try {
      await this.#begin(request)
      while (!this.#ended) await this.#step()
      return this.#end
    } finally {
      unsubscribe()
    }
  }

  stop(end: WatchEnd): void {
    this.#finish(end)
  }

  async #begin(request: WatchRequest): Promise<void> {
    const { log } = this.#options
    const foreign = request.epoch !== log.epoch && (request.epoch !== '' || request.afterRevision !== 0)
    if (foreign || request.afterRevision > log.head().revision) {
      await this.#relist(ResetReason.RESET_REASON_EPOCH_CHANGED)
    } else if (request.afterRevision === 0) {
      await this.#sendSnapshot()
    } else {
      this.#epoch = log.epoch
      this.#cursor = request.afterRevision
      this.#refetch = [...new Set(request.refetchKinds.filter(isKind))]
    }
  }

  async #step(): Promise<void> {
    const { log } = this.#options
    if (log.epoch !== this.#epoch) return this.#relist(ResetReason.RESET_REASON_EPOCH_CHANGED)
    if (this.#cursor < log.compactedRevision()) return this.#relist(ResetReason.RESET_REASON_COMPACTED)
    const batch = log.readAfter(this.#cursor, this.#batchLimits)
    if (batch) {
      this.#cursor = batch.lastRevision
      await this.#send(encodeBatch(batch))
      if (this.#bookmarkOverdue()) await this.#sendBookmark(batch)
      return
    }
    if (this.#refetch.length > 0) return this.#sendSnapshot(this.#refetch)
    if (this.#bookmarked < 0 || this.#bookmarkOverdue()) return this.#sendBookmark()
    if (!(await this.#changesWithin(this.#quietMs())) && !this.#ended) await this.#sendBookmark()
  }

  async #relist(reason: ResetReason): Promise<void> {
    if ((await this.#send(encodeReset(this.#options.log.epoch, reason))) === 'end') return
    await this.#sendSnapshot()
  }

  /** Of everything, or of these kinds alone for a wall that has all the rest. */
  async #sendSnapshot(kinds: readonly string[] = []): Promise<void> {
    const { log, serverMs } = this.#options
    // The time of the state that is read: sending it may take a while.
    const asOfMs = serverMs()
    const snapshot = log.openSnapshot(kinds.length === 0 ? undefined : kinds)
    const { revision, digest } = snapshot.head
    const sums = log.kindSums()
    this.#epoch = log.epoch
    this.#refetch = []
    try {
      if ((await this.#sendChunks(snapshot, kinds)) === 'end') return
      this.#cursor = revision
      await this.#sendBookmarkOf({ revision, digest, asOfMs, sums })
    } finally {
      snapshot.close()
    }
  }

  async #sendChunks(snapshot: Snapshot, kinds: readonly string[]): Promise<Next> {
    const { clock, limits } = this.#options
    const deadlineMs = clock.monotonicMs() + limits.snapshotMs
    let bodies = snapshot.next(this.#batchLimits) ?? []
    do {
      const chunk = encodeChunk(this.#epoch, snapshot.totalCount, bodies, kinds)
      if ((await this.#send(chunk)) === 'end') return 'end'
      if (clock.monotonicMs() > deadlineMs) {
        this.#finish({
          code: status.ABORTED,
          details: 'the snapshot was not taken in time; ask for it again',
        })
        return 'end'
      }
      bodies = snapshot.next(this.#batchLimits) ?? []
    } while (bodies.length > 0)
    return 'go-on'
  }

  /** After a batch with more behind it, the time is the batch's own: what is behind it was not sent yet. */
  async #sendBookmark(batch?: LogBatch): Promise<void> {
    const { log, serverMs } = this.#options
    // Its digests are not of what was sent; the next step lists anew.
    if (log.epoch !== this.#epoch) return
    // A wall that knows that it differs has no use for a digest before what it has asked for: it would list anew.
    const digest = this.#refetch.length === 0 ? log.digestAt(this.#cursor) : NO_DIGEST
    const isNewest = this.#cursor === log.head().revision
    const last = isNewest ? undefined : batch?.bodies.at(-1)
    const asOfMs = last === undefined ? serverMs() : committedAtMs(last)
    const sums = isNewest ? log.kindSums() : NO_SUMS
    // At a revision that compaction has taken there is no digest to vouch for: changes follow at once.
    if (digest !== undefined) return this.#sendBookmarkOf({ revision: this.#cursor, digest, asOfMs, sums })
    this.#bookmarkedAtMs = this.#options.clock.monotonicMs()
  }

  async #sendBookmarkOf({ revision, digest, asOfMs, sums }: State): Promise<void> {
    this.#bookmarked = revision
    this.#bookmarkedAtMs = this.#options.clock.monotonicMs()
    const serverTime = toTimestamp(asOfMs)
    const unwrittenMs = this.#options.unwrittenMs()
    const vouched = { epoch: this.#epoch, revision, digest, kindDigests: [...kindDigests(sums)] }
    await this.#send(encodeBookmark({ ...vouched, serverTime, unwrittenMs }))
  }

  async #send(message: Buffer): Promise<Next> {
    const result = await this.#outlet.send(message)
    if (result === 'stalled') {
      // Not by number: an error overtakes what was sent before it, and the watcher may hold less.
      const details = `this watcher took nothing for ${this.#options.limits.stallMs} ms; resume from the last revision that you hold`
      this.#finish({ code: status.ABORTED, details })
    }
    return this.#ended ? 'end' : 'go-on'
  }

  #bookmarkOverdue(): boolean {
    return this.#options.clock.monotonicMs() - this.#bookmarkedAtMs >= this.#options.limits.bookmarkMs
  }

  #quietMs(): number {
    const { clock, limits } = this.#options
    const heartbeatMs = this.#bookmarkedAtMs + limits.bookmarkMs - clock.monotonicMs()
    return this.#bookmarked === this.#cursor ? heartbeatMs : Math.min(limits.settleMs, heartbeatMs)
  }

  /** True when there was a commit, false when the time ran out first. */
  #changesWithin(delayMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (committed: boolean): void => {
        cancel()
        this.#wake = undefined
        resolve(committed)
      }
      const cancel = this.#options.clock.setTimer(delayMs, () => settle(false))
      this.#wake = () => settle(true)
    })
  }

  #finish(end: WatchEnd | undefined): void {
    if (this.#ended) return
    this.#ended = true
    this.#end = end
    this.#outlet.abandon()
    this.#wake?.()
  }
}
