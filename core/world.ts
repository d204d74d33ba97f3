import { join } from 'node:path'
import type { ResourceChange } from '../domain/model/resource.ts'
import type { Delta } from '../domain/view/delta.ts'
import type { CoreOptions } from './options.ts'
import type { SlaEngine } from './sla/sla-engine.ts'
import { IN_MEMORY } from './store/open-cache.ts'
import { fromRow, toRow } from './store/row-codec.ts'
import type { CachePosition } from './store/rows.ts'
import type { Store } from './store/store.ts'
import { StoreError } from './store/store-error.ts'
import type { LinkHealth } from './watch/link-health.ts'
import type { ServerClock } from './watch/server-clock.ts'
import { SourceError, type WatchFrom } from './watch/source.ts'
import type { ChangeSet, StreamSink } from './watch/stream-reader.ts'
import type { Notices } from './wall/notices.ts'
import type { WallState } from './wall/wall-state.ts'

/** Between two writes of the position alone, while nothing else changes. */
const POSITION_EVERY_MS = 10_000

interface WorldParts {
  readonly options: CoreOptions
  readonly store: Store
  readonly state: WallState
  readonly sla: SlaEngine
  readonly link: LinkHealth
  readonly serverClock: ServerClock
  readonly notices: Notices
  readonly publish: (delta: Delta) => void
}

/**
 * Where the stream, the disk and the glass meet: a change is committed first and shown then (I8). When the
 * disk fails, the wall stays lit from memory, the file is put aside or left alone, and everything is listed
 * again.
 */
export class World implements StreamSink {
  readonly #parts: WorldParts
  readonly #path: string
  #from: WatchFrom = { epoch: '', afterRevision: 0 }
  #digest = ''
  #kindsMissing = false
  #positionWrittenMs = 0

  constructor(parts: WorldParts) {
    this.#parts = parts
    this.#path = join(parts.options.dataDir, 'cache.db')
  }

  get digest(): string {
    return this.#digest
  }

  position(): WatchFrom {
    return this.#from
  }

  /** Shows what the cache holds, before the first byte from the network (I4). */
  async restore(): Promise<void> {
    const { store, options } = this.#parts
    const opened = await store.call('open', { path: this.#path, wallMs: options.clock.wallMs() })
    this.#reportOpening(opened)
    const { position, rows } = opened.content
    if (position === undefined) return
    try {
      this.#show(
        rows.map((row) => fromRow(row)),
        position,
      )
    } catch (error) {
      await this.#recover(error)
    }
  }

  async replace(set: ChangeSet): Promise<void> {
    const { state, sla, link, serverClock, publish } = this.#parts
    const rows = set.changes.map(toRow)
    await this.#write('replace', { rows, position: this.#cachePosition(set) })
    this.#kindsMissing = false
    this.#noteUndecodable(set)
    sla.clear()
    // A first idea of the server's time, until it is measured.
    serverClock.remember(this.#cachePosition(set).asOf)
    link.replaced(set.epoch, set.revision, set.asOfMs)
    const moment = { nowMs: serverClock.nowMs(), knownToMs: link.knownToMs() }
    this.#from = { epoch: set.epoch, afterRevision: set.revision }
    publish(state.replace(set.changes, moment))
  }

  async apply(set: ChangeSet): Promise<void> {
    const { state, link, publish } = this.#parts
    await this.#write('apply', { rows: set.changes.map(toRow), position: this.#cachePosition(set) })
    this.#noteUndecodable(set)
    this.#from = { epoch: set.epoch, afterRevision: set.revision }
    link.advanced(set.epoch, set.revision, set.asOfMs)
    publish(state.apply(set.changes))
  }

  async bookmark(set: Omit<ChangeSet, 'changes' | 'undecodable'>, digest: string): Promise<boolean> {
    const { link, notices, serverClock, options } = this.#parts
    link.advanced(set.epoch, set.revision, set.asOfMs)
    if (options.clock.monotonicMs() - this.#positionWrittenMs >= POSITION_EVERY_MS) {
      await this.#write('apply', { rows: [], position: this.#cachePosition(set) })
    }
    if (this.#kindsMissing || digest === '' || digest === this.#digest) return true
    this.#from = { epoch: '', afterRevision: 0 }
    notices.raise(
      'digest-mismatch',
      serverClock.nowMs(),
      `At revision ${set.revision} the gateway has digest ${digest}, the wall ${this.#digest}.`,
    )
    return false
  }

  #show(changes: readonly ResourceChange[], position: CachePosition): void {
    const { state, link, serverClock, publish } = this.#parts
    serverClock.remember(position.asOf)
    link.restored(position.epoch, position.revision, position.asOf.serverMs)
    publish(state.replace(changes, { nowMs: serverClock.nowMs(), knownToMs: link.knownToMs() }))
    this.#from = { epoch: position.epoch, afterRevision: position.revision }
  }

  async #write(
    call: 'replace' | 'apply',
    ask: { rows: ReturnType<typeof toRow>[]; position: CachePosition },
  ): Promise<void> {
    try {
      this.#digest = await this.#parts.store.call(call, ask)
      this.#positionWrittenMs = this.#parts.options.clock.monotonicMs()
    } catch (error) {
      await this.#recover(error)
      throw new SourceError('store-failed', error instanceof Error ? error.message : String(error))
    }
  }

  /** A damaged file is put aside by opening again; one that cannot be written gives way to memory. */
  async #recover(error: unknown): Promise<void> {
    const { store, options, log } = { ...this.#parts, log: this.#parts.options.log }
    const corrupt = error instanceof StoreError && error.code === 'corrupt'
    log.error({ reason: String(error) }, 'the cache failed; everything will be listed again')
    this.#from = { epoch: '', afterRevision: 0 }
    const path = corrupt ? this.#path : IN_MEMORY
    const opened = await store.call('open', { path, wallMs: options.clock.wallMs() })
    this.#reportOpening(corrupt ? opened : { ...opened, notWritable: String(error) })
  }

  #reportOpening(opened: { readonly quarantined?: string; readonly notWritable?: string }): void {
    const { notices, serverClock, options } = this.#parts
    const nowMs = serverClock.nowMs()
    if (opened.quarantined !== undefined) {
      options.log.error({ path: opened.quarantined }, 'a damaged cache was put aside')
      notices.raise('cache-quarantined', nowMs, opened.quarantined)
    }
    if (opened.notWritable !== undefined) {
      options.log.error(`the cache is kept in memory only: ${opened.notWritable}`)
      notices.raise('cache-in-memory', nowMs, opened.notWritable)
    }
  }

  #noteUndecodable({ undecodable }: ChangeSet): void {
    if (undecodable === 0) return
    const { notices, serverClock } = this.#parts
    // The digest counts them, and this version cannot.
    this.#kindsMissing = true
    const detail = 'The gateway sends kinds of data that this version does not know. Update the wall.'
    notices.raise('undecodable-changes', serverClock.nowMs(), detail, undecodable)
  }

  #cachePosition({ epoch, revision, asOfMs }: Omit<ChangeSet, 'changes' | 'undecodable'>): CachePosition {
    const { options, serverClock } = this.#parts
    return {
      epoch,
      revision,
      asOf: { serverMs: asOfMs, wallMs: options.clock.wallMs(), rate: serverClock.rate },
    }
  }
}
