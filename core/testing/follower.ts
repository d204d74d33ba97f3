import { pino } from 'pino'
import type { Clock } from '../../domain/clock.ts'
import type { Link } from '../../domain/view/link.ts'
import { StateDigest } from '../store/digest.ts'
import type { Digests } from '../store/rows.ts'
import { systemClock } from '../system-clock.ts'
import { connectGrpcSource } from '../watch/grpc-source.ts'
import { LinkHealth } from '../watch/link-health.ts'
import { Reflector } from '../watch/reflector.ts'
import { ServerClock } from '../watch/server-clock.ts'
import type { StreamPosition, WatchFrom } from '../watch/source.ts'
import type { ChangeSet, StreamSink } from '../watch/stream-reader.ts'
import { WATCH_TIMING, type WatchTiming } from '../watch/timing.ts'

const QUICK: Partial<WatchTiming> = { knockMs: 60, backoffInitialMs: 20, backoffCapMs: 100 }

/** With the product's own times, on a clock of its own. */
interface Paced {
  readonly clock: Clock
  readonly onTry: () => void
}

/** The watch without a store: what it delivers, kept in memory, and every event in order. */
export class Follower implements StreamSink {
  readonly events: string[] = []
  readonly world = new Map<string, number>()
  readonly link: LinkHealth
  gatewayDigest = ''
  readonly #reflector: Reflector
  #from: WatchFrom

  constructor(
    gateway: string,
    timing: Partial<WatchTiming> = {},
    from: WatchFrom = { epoch: '', afterRevision: 0 },
    paced?: Paced,
  ) {
    this.#from = from
    const clock = paced?.clock ?? systemClock
    const all = { ...WATCH_TIMING, ...(paced === undefined ? QUICK : {}), ...timing }
    this.link = new LinkHealth(clock, new ServerClock(clock), all, gateway)
    this.#reflector = new Reflector({
      connect() {
        paced?.onTry()
        return connectGrpcSource(gateway, 'follower', clock)
      },
      clock,
      timing: all,
      link: this.link,
      log: pino({ level: 'silent' }),
      sink: this,
      position: () => this.#from,
      onConnected: () => this.events.push('connected'),
    })
  }

  get revision(): number {
    return this.#from.afterRevision
  }

  start(): void {
    this.#reflector.start()
  }

  async stop(): Promise<void> {
    await this.#reflector.stop()
  }

  digest(): string {
    const digest = new StateDigest()
    for (const [key, revision] of this.world) {
      const slash = key.indexOf('/')
      digest.put(key.slice(0, slash), key.slice(slash + 1), revision)
    }
    return digest.digests().whole
  }

  async replace(set: ChangeSet): Promise<void> {
    this.world.clear()
    this.events.push('replace')
    this.#take(set)
    this.link.replaced(set)
  }

  async replaceKinds(set: ChangeSet, kinds: readonly string[]): Promise<void> {
    this.events.push('replace-kinds')
    for (const key of this.world.keys())
      if (kinds.some((kind) => key.startsWith(`${kind}/`))) this.world.delete(key)
    this.#take(set)
    this.link.advanced(set)
  }

  async apply(set: ChangeSet): Promise<void> {
    this.events.push('apply')
    this.#take(set)
    this.link.advanced(set)
  }

  async bookmark(position: StreamPosition, { whole }: Digests): Promise<boolean> {
    this.link.caughtUp(position)
    this.gatewayDigest = whole
    return true
  }

  /** Resolves once the link and this follower satisfy the condition. */
  async until(condition: (link: Link, follower: Follower) => boolean): Promise<Link> {
    for (;;) {
      const link = this.link.read()
      if (condition(link, this)) return link
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }

  #take({ epoch, revision, changes }: ChangeSet): void {
    this.#from = { epoch, afterRevision: revision }
    for (const change of changes) {
      const key = `${change.kind}/${change.id}`
      if (change.value === undefined) this.world.delete(key)
      else this.world.set(key, change.revision)
    }
  }
}
