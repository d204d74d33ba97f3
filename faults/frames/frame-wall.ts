import { pino } from 'pino'
import { StateDigest } from '../../core/store/digest.ts'
import { LinkHealth } from '../../core/watch/link-health.ts'
import { Reflector } from '../../core/watch/reflector.ts'
import { ServerClock } from '../../core/watch/server-clock.ts'
import type { StreamPosition, WatchFrom, WatchSource } from '../../core/watch/source.ts'
import type { ChangeSet, StreamSink } from '../../core/watch/stream-reader.ts'
import { WATCH_TIMING } from '../../core/watch/timing.ts'
import { systemClock } from '../../core/system-clock.ts'
import type { Clock } from '../../domain/clock.ts'

/** No wait at all between two tries, and the machine's time for everything longer. */
const impatient: Clock = {
  ...systemClock,
  setTimer(delayMs, callback) {
    if (delayMs > 5) return systemClock.setTimer(delayMs, callback)
    const next = setImmediate(callback)
    return () => clearImmediate(next)
  },
}

/** A wall's watch as it is, reflector, reader and decoder, over a source of frames and without a disk. */
export class FrameWall implements StreamSink {
  readonly link: LinkHealth
  readonly #reflector: Reflector
  #world = new Map<string, number>()
  #from: WatchFrom = { epoch: '', afterRevision: 0 }

  constructor(connect: () => WatchSource) {
    const timing = { ...WATCH_TIMING, knockMs: 1, backoffInitialMs: 1, backoffCapMs: 1, patienceMs: 1 }
    this.link = new LinkHealth(impatient, new ServerClock(impatient), timing, 'frames')
    this.#reflector = new Reflector({
      connect,
      clock: impatient,
      timing,
      link: this.link,
      log: pino({ level: 'silent' }),
      sink: this,
      position: () => this.#from,
      onConnected: () => undefined,
    })
  }

  start(): void {
    this.#reflector.start()
  }

  stop(): Promise<void> {
    return this.#reflector.stop()
  }

  /** The next connection lists everything. */
  forget(): void {
    this.#from = { epoch: '', afterRevision: 0 }
  }

  digest(): string {
    const digest = new StateDigest()
    for (const [key, revision] of this.#world) {
      const slash = key.indexOf('/')
      digest.put(key.slice(0, slash), key.slice(slash + 1), revision)
    }
    return digest.digests().whole
  }

  async replace(set: ChangeSet): Promise<void> {
    this.#world = new Map()
    await this.apply(set)
  }

  /** Never asked for here. */
  replaceKinds(): Promise<void> {
    return Promise.reject(new Error('A part of the state was taken that nobody had asked for.'))
  }

  async apply(set: ChangeSet): Promise<void> {
    for (const change of set.changes) {
      const key = `${change.kind}/${change.id}`
      if (change.value === undefined) this.#world.delete(key)
      else this.#world.set(key, change.revision)
    }
    this.#from = { epoch: set.epoch, afterRevision: set.revision }
    this.link.advanced(set)
  }

  async bookmark(position: StreamPosition): Promise<boolean> {
    this.link.caughtUp(position)
    return true
  }
}
