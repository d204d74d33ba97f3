import { status } from '@grpc/grpc-js'
import type { Clock } from '../../domain/clock.ts'
import { ResetReason } from '../../proto/gen/wall/v1/wall_feed.ts'
import type { WatchRequest } from '../../proto/gen/wall/v1/wall_feed.ts'
import { committedAtMs } from '../log/change-body.ts'
import type { BatchLimits, LogBatch, Snapshot } from '../log/log.ts'
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
}

/** Why a stream ends; undefined when the peer left by itself. */
export interface WatchEnd {
  readonly code: status
  readonly details: string
}

type Next = 'go-on' | 'end'

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
    if (this.#bookmarked < 0 || this.#bookmarkOverdue()) return this.#sendBookmark()
    if (!(await this.#changesWithin(this.#quietMs())) && !this.#ended) await this.#sendBookmark()
  }

  async #relist(reason: ResetReason): Promise<void> {
    if ((await this.#send(encodeReset(this.#options.log.epoch, reason))) === 'end') return
    await this.#sendSnapshot()
  }

  async #sendSnapshot(): Promise<void> {
    // The time of the state that is read: sending it may take a while.
    const asOfMs = this.#options.serverMs()
    const snapshot = this.#options.log.openSnapshot()
    this.#epoch = this.#options.log.epoch
    try {
      if ((await this.#sendChunks(snapshot)) === 'end') return
      this.#cursor = snapshot.head.revision
      await this.#sendBookmarkOf(snapshot.head.revision, snapshot.head.digest, asOfMs)
    } finally {
      snapshot.close()
    }
  }

  async #sendChunks(snapshot: Snapshot): Promise<Next> {
    const { clock, limits } = this.#options
    const deadlineMs = clock.monotonicMs() + limits.snapshotMs
    let bodies = snapshot.next(this.#batchLimits) ?? []
    do {
      if ((await this.#send(encodeChunk(this.#epoch, snapshot.totalCount, bodies))) === 'end') return 'end'
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
    const digest = log.digestAt(this.#cursor)
    const last = this.#cursor < log.head().revision ? batch?.bodies.at(-1) : undefined
    const asOfMs = last === undefined ? serverMs() : committedAtMs(last)
    // At a revision that compaction has taken there is no digest to vouch for: changes follow at once.
    if (digest !== undefined) return this.#sendBookmarkOf(this.#cursor, digest, asOfMs)
    this.#bookmarkedAtMs = this.#options.clock.monotonicMs()
  }

  async #sendBookmarkOf(revision: number, digest: string, asOfMs: number): Promise<void> {
    this.#bookmarked = revision
    this.#bookmarkedAtMs = this.#options.clock.monotonicMs()
    await this.#send(encodeBookmark(this.#epoch, revision, digest, asOfMs))
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
