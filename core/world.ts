import { join } from 'node:path'
import type { Kind, ResourceChange } from '../domain/model/resource.ts'
import { coded } from '../domain/view/coded-sentence.ts'
import type { Delta } from '../domain/view/delta.ts'
import type { MismatchCounts } from '../domain/view/link.ts'
import type { CoreOptions } from './options.ts'
import type { SlaEngine } from './sla/sla-engine.ts'
import { DigestCheck } from './store/digest-check.ts'
import { IN_MEMORY } from './store/open-cache.ts'
import { fromRow, toRow } from './store/row-codec.ts'
import type { CacheContent, CachePosition, Digests } from './store/rows.ts'
import type { Store } from './store/store.ts'
import { StoreError } from './store/store-error.ts'
import type { LinkHealth } from './watch/link-health.ts'
import type { ServerClock } from './watch/server-clock.ts'
import { SourceError, type StreamPosition, type WatchFrom } from './watch/source.ts'
import type { ChangeSet, StreamSink } from './watch/stream-reader.ts'
import { correctionsOf } from './wall/corrections.ts'
import type { Findings } from './wall/findings.ts'
import { LogWatch } from './wall/log-watch.ts'
import type { Outage } from './wall/outage.ts'
import type { PathWatch } from './wall/path-watch.ts'
import { Mismatches } from './wall/mismatches.ts'
import type { ProjectedCase } from './wall/case-item.ts'
import type { Notices } from './wall/notices.ts'
import type { WallState } from './wall/wall-state.ts'

/** Between two writes of the position alone, while nothing else changes. */
const POSITION_EVERY_MS = 10_000

/** Between two tries to leave memory for the disk again. */
const PERSIST_EVERY_MS = 30_000

/** A fresh bookmark that is farther from the reckoned time than this: one of the two clocks was set. */
const CLOCK_DOUBT_MS = 2_000

const NOTHING = { changes: [], undecodable: 0, unknownValues: 0 } as const

interface WorldParts {
  readonly options: CoreOptions
  readonly store: Store
  readonly state: WallState
  readonly sla: SlaEngine
  readonly link: LinkHealth
  readonly serverClock: ServerClock
  readonly notices: Notices
  readonly outage: Outage
  readonly findings: Findings
  readonly path: PathWatch
  readonly publish: (delta: Delta) => void
  /** Everything that the gateway had to say has arrived. */
  readonly onCaughtUp: () => void
  /** The gateway's own word does not fit the time that was measured. */
  readonly onClockDoubt: () => void
}

/**
 * Where the stream, the disk and the glass meet: a change is committed first and shown then (I8). When the
 * disk fails, the wall stays lit, goes on in memory or in a new file, lists everything again, and returns to
 * the disk by itself.
 */
export class World implements StreamSink {
  readonly #parts: WorldParts
  readonly #path: string
  #from: WatchFrom = { epoch: '', afterRevision: 0 }
  readonly #check = new DigestCheck()
  readonly #mismatches = new Mismatches()
  /** Kinds to be fetched once more. */
  #refetchKinds: readonly Kind[] = []
  /** Told by the last bookmark, and not yet written. */
  #unwritten: StreamPosition | undefined
  #writtenMs = 0
  /** When the disk was tried last; absent while the cache is on it. */
  #inMemorySinceMs: number | undefined
  #recovering: Promise<void> | undefined
  readonly #logWatch: LogWatch

  constructor(parts: WorldParts) {
    this.#parts = parts
    this.#path = join(parts.options.dataDir, 'cache.db')
    this.#logWatch = new LogWatch(parts)
  }

  get digest(): string {
    return this.#check.digest
  }

  get mismatches(): MismatchCounts {
    return this.#mismatches.counts
  }

  position(): WatchFrom {
    return { ...this.#from, refetchKinds: this.#refetchKinds }
  }

  /** Shows what the cache holds, before the first byte from the network (I4). */
  async restore(): Promise<void> {
    const { position, rows, digests, findings } = await this.#open(false)
    if (position === undefined) return
    try {
      this.#show(rows.map(fromRow), position)
      this.#check.restored(digests, position.unknownTerms)
      if (findings !== undefined) this.#parts.findings.restore(findings)
    } catch (error) {
      await this.#recover(error)
    }
  }

  async replace(set: ChangeSet): Promise<void> {
    const { state, sla, link, serverClock, notices, options, publish, outage } = this.#parts
    outage.observe()
    // A first idea of the server's time, until it is measured.
    serverClock.remember({ serverMs: set.asOfMs, wallMs: options.clock.wallMs(), rate: serverClock.rate })
    this.#check.listing(set.undecodable)
    await this.#write('replace', set)
    this.#from = { epoch: set.epoch, afterRevision: set.revision }
    this.#refetchKinds = []
    this.#mismatches.listed()
    notices.withdraw('undecodable-changes')
    notices.withdraw('unknown-values')
    this.#noteUnknown(set)
    sla.clear()
    link.replaced(set)
    publish(state.replace(set.changes, { nowMs: serverClock.nowMs(), knownToMs: link.knownToMs() }))
  }

  /** What had gone astray of these kinds is taken back, on disk and on the glass, and all the rest goes on. */
  async replaceKinds(set: ChangeSet, kinds: readonly Kind[]): Promise<void> {
    const { state, link, publish, outage } = this.#parts
    outage.observe()
    if (this.#from.epoch === '') throw changesLost()
    this.#check.following(set.undecodable)
    await this.#write('replaceKinds', set, kinds)
    this.#refetchKinds = []
    this.#noteUnknown(set)
    link.advanced(set)
    const told = new Set(set.changes.map(({ kind, id }) => `${kind}/${id}`))
    const gone = kinds.flatMap((kind) =>
      state
        .idsOf(kind)
        .flatMap((id) => (told.has(`${kind}/${id}`) ? [] : [removalOf(kind, id, set.revision)])),
    )
    publish(state.apply([...gone, ...set.changes]))
  }

  async apply(set: ChangeSet): Promise<void> {
    const { state, link, publish, outage } = this.#parts
    outage.observe()
    // A write before this one failed: without its changes this one must not reach the disk (I1).
    if (this.#from.epoch === '') throw changesLost()
    this.#check.following(set.undecodable)
    await this.#write('apply', set)
    const followed = set.revision - set.changes.length - set.undecodable
    if (this.#from.afterRevision !== followed) throw changesLost()
    this.#mismatches.followed()
    this.#noteUnknown(set)
    link.advanced(set)
    const before = this.#casesTouchedBy(set.changes)
    publish(state.apply(set.changes))
    this.#correct(before)
    this.#from = { epoch: set.epoch, afterRevision: set.revision }
  }

  async bookmark(position: StreamPosition, digests: Digests, unwrittenMs?: number): Promise<boolean> {
    this.#parts.path.gatewayUnwritten(unwrittenMs)
    const { link, serverClock, notices, options, onClockDoubt, onCaughtUp } = this.#parts
    const found = this.#check.compare(digests)
    if (found === 'different' && !this.#mayDiffer(position, digests)) return false
    if (found === 'equal' || found === 'learnt') {
      this.#mismatches.equal()
      notices.withdraw('digest-mismatch')
    }
    serverClock.remember({
      serverMs: position.asOfMs,
      wallMs: options.clock.wallMs(),
      rate: serverClock.rate,
    })
    link.caughtUp(position)
    onCaughtUp()
    if (Math.abs(serverClock.nowMs() - position.asOfMs) / serverClock.rate > CLOCK_DOUBT_MS) onClockDoubt()
    this.#unwritten = position
    const isDue = options.clock.monotonicMs() - this.#writtenMs >= POSITION_EVERY_MS
    if (isDue || found === 'learnt') {
      await this.#write('apply', { ...position, ...NOTHING })
    }
    await this.#tryDisk()
    await this.#logWatch.look()
    return true
  }

  /** Writes how far everything is known, so that the next start tells the age of the cache to the second. */
  async rest(): Promise<void> {
    const position = this.#unwritten
    if (position === undefined) return
    const ask = { rows: [], position: this.#cachePosition(position) }
    await this.#parts.store.call('apply', ask).catch((error: unknown) => {
      this.#parts.options.log.warn({ reason: String(error) }, 'the last position was not written')
    })
  }

  #show(changes: readonly ResourceChange[], position: CachePosition): void {
    const { state, link, serverClock, publish } = this.#parts
    serverClock.remember(position.asOf)
    link.restored(position.epoch, position.revision, position.asOf.serverMs)
    publish(state.replace(changes, { nowMs: serverClock.nowMs(), knownToMs: link.knownToMs() }))
    this.#from = { epoch: position.epoch, afterRevision: position.revision }
  }

  /** As they are shown now. A policy touches all of them. */
  #casesTouchedBy(changes: readonly ResourceChange[]): ReadonlyMap<string, ProjectedCase> {
    const { state, link } = this.#parts
    // What arrives after an outage is compared as a whole, once it is all there.
    if (!link.isLive) return new Map()
    if (changes.some(({ kind }) => kind === 'sla_policy')) return state.cases()
    const cases = changes.flatMap(({ kind, id }) => {
      const known = kind === 'case' ? state.caseOf(id) : undefined
      return known === undefined ? [] : [[id, known] as const]
    })
    return new Map(cases)
  }

  /** A breach that was certain and is none any more is told, however it came about. */
  #correct(before: ReadonlyMap<string, ProjectedCase>): void {
    const { state, serverClock, findings } = this.#parts
    const nowMs = serverClock.nowMs()
    const found = [...before].flatMap(([id, known]) => {
      const now = state.caseOf(id)
      const corrections = now === undefined ? [] : correctionsOf(known, now, { fromMs: nowMs, toMs: nowMs })
      return corrections.length === 0 ? [] : [[id, corrections] as const]
    })
    findings.correct(new Map(found))
  }

  async #write(
    call: 'replace' | 'replaceKinds' | 'apply',
    set: ChangeSet,
    kinds: readonly Kind[] = [],
  ): Promise<void> {
    const ask = { rows: set.changes.map(toRow), position: this.#cachePosition(set), kinds }
    this.#parts.path.received(set.changes)
    try {
      this.#check.written(await this.#parts.store.call(call, ask))
      this.#parts.path.stored(set.changes)
      this.#writtenMs = this.#parts.options.clock.monotonicMs()
      this.#unwritten = undefined
    } catch (error) {
      // Several writes may be under way; they fail together.
      this.#recovering ??= this.#recover(error).finally(() => (this.#recovering = undefined))
      await this.#recovering
      throw new SourceError('store-failed', error instanceof Error ? error.message : String(error))
    }
  }

  /** A damaged file is put aside; one that cannot be written gives way to memory. */
  async #recover(error: unknown): Promise<void> {
    const { store, options, notices, serverClock } = this.#parts
    const reason = error instanceof Error ? error.message : String(error)
    options.log.error(`the cache failed, and everything will be listed again: ${reason}`)
    this.#from = { epoch: '', afterRevision: 0 }
    this.#refetchKinds = []
    this.#unwritten = undefined
    if (error instanceof StoreError && error.code === 'corrupt') {
      await this.#open(true)
      return
    }
    await store.call('open', { path: IN_MEMORY, wallMs: options.clock.wallMs(), knownDamaged: false })
    this.#inMemorySinceMs = options.clock.monotonicMs()
    notices.raise('cache-write-failed', serverClock.nowMs(), reason)
  }

  async #open(knownDamaged: boolean): Promise<CacheContent> {
    const { store, notices, serverClock, options } = this.#parts
    const wallMs = options.clock.wallMs()
    const opened = await store.call('open', { path: this.#path, wallMs, knownDamaged })
    this.#noteQuarantine(opened.quarantined)
    this.#inMemorySinceMs = opened.notWritable === undefined ? undefined : options.clock.monotonicMs()
    if (opened.notWritable !== undefined) {
      options.log.error(`the cache is kept in memory only: ${opened.notWritable}`)
      notices.raise('cache-in-memory', serverClock.nowMs(), opened.notWritable)
    }
    return opened.content
  }

  /** A full disk is emptied, a folder is given back: then the cache is on disk again, without a relist. */
  async #tryDisk(): Promise<void> {
    const { store, notices, options } = this.#parts
    const { clock, log } = options
    if (this.#inMemorySinceMs === undefined) return
    if (clock.monotonicMs() - this.#inMemorySinceMs < PERSIST_EVERY_MS) return
    this.#inMemorySinceMs = clock.monotonicMs()
    try {
      const quarantined = await store.call('persist', { path: this.#path, wallMs: clock.wallMs() })
      this.#noteQuarantine(quarantined)
      this.#inMemorySinceMs = undefined
      notices.withdraw('cache-in-memory')
      notices.withdraw('cache-write-failed')
      log.info('the cache is on disk again')
    } catch (error) {
      log.warn(`the cache is still kept in memory: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  #noteQuarantine(path: string | undefined): void {
    if (path === undefined) return
    const { notices, serverClock, options } = this.#parts
    options.log.error({ path }, 'a damaged cache was put aside')
    notices.raise('cache-quarantined', serverClock.nowMs(), path)
  }

  /**
   * The wall holds something else than the gateway, and has to ask for it again: `false`. Right after a list
   * that would change nothing: the difference is said, and no digest compared until the next one.
   */
  #mayDiffer({ revision }: StreamPosition, digests: Digests): boolean {
    const { notices, serverClock, options } = this.#parts
    const kinds = this.#check.differing(digests)
    const remedy = this.#mismatches.met(kinds)
    const names = kinds.length === 0 ? 'the state as a whole' : kinds.join(', ')
    const detail = `At revision ${revision} the wall differs from the gateway in ${names}.`
    options.log.warn({ remedy, ...this.#mismatches.counts }, detail)
    notices.raise('digest-mismatch', serverClock.nowMs(), detail, {
      coded: coded('digest-differs', { revision, kinds: kinds.join(', ') || 'all' }),
    })
    this.#refetchKinds = remedy === 'refetch' ? kinds : []
    if (remedy === 'relist') this.#from = { epoch: '', afterRevision: 0 }
    if (remedy !== 'say') return false
    this.#check.giveUp()
    return true
  }

  #noteUnknown({ undecodable, unknownValues }: ChangeSet): void {
    const { notices, serverClock } = this.#parts
    const nowMs = serverClock.nowMs()
    if (undecodable > 0) {
      const detail = 'The gateway sends kinds of data that this version does not know. Update the wall.'
      notices.raise('undecodable-changes', nowMs, detail, {
        count: undecodable,
        coded: coded('kinds-unknown', {}),
      })
    }
    if (unknownValues > 0) {
      const detail = 'The gateway sends values that this version does not know; they are shown by number.'
      notices.raise('unknown-values', nowMs, detail, {
        count: unknownValues,
        coded: coded('values-unknown', {}),
      })
    }
  }

  /** The instant of the position on both clocks: changes that were missed may be hours old. */
  #cachePosition({ epoch, revision, asOfMs }: StreamPosition): CachePosition {
    const { options, serverClock } = this.#parts
    const { rate } = serverClock
    const ageMs = Math.max(0, serverClock.nowMs() - asOfMs) / rate
    const { unknownTerms } = this.#check
    return {
      epoch,
      revision,
      asOf: { serverMs: asOfMs, wallMs: options.clock.wallMs() - ageMs, rate },
      ...(unknownTerms === undefined ? {} : { unknownTerms }),
    }
  }
}

function removalOf(kind: Kind, id: string, revision: number): ResourceChange {
  return { kind, id, revision, value: undefined }
}

function changesLost(): SourceError {
  return new SourceError('store-failed', 'Changes were lost on their way to the disk.')
}
