import { Server, ServerCredentials, type ServerWritableStream, type ServiceDefinition } from '@grpc/grpc-js'
import {
  WallFeedService,
  WatchResponse,
  type Change,
  type TimeResponse,
  type WatchRequest,
} from '../../proto/gen/wall/v1/wall_feed.ts'
import { Unit } from '../../proto/gen/wall/v1/duty.ts'
import { Replay } from '../validators/replay.ts'

const EMPTY = new Uint8Array()

/** Messages go out as bytes, so that they need not be messages. */
const definition = {
  ...WallFeedService,
  watch: { ...WallFeedService.watch, responseSerialize: (bytes: Buffer): Buffer => bytes },
} as unknown as ServiceDefinition

const POISON_AGAIN_MS = 30

type Stream = ServerWritableStream<WatchRequest, Buffer>

/**
 * A gateway that speaks the contract and breaks it on command. Its truth is a list of changes of units that
 * grows by `append`; whoever comes to it honestly is served honestly, so that a wall that was lied to can
 * find back. It speaks for itself and knows nothing of the real gateway's code.
 */
export class FaultyGateway {
  readonly #server: Server
  readonly #streams = new Set<Stream>()
  readonly #changes: Change[] = []
  #epoch = 'one'
  #port = 0
  /** What is said after every honest word, for as long as a listener stays. */
  poison: (() => Buffer) | undefined
  /** Frames of poison that were sent. */
  poisonCount = 0
  /** Requests as they came. */
  readonly requests: WatchRequest[] = []

  constructor(options: ConstructorParameters<typeof Server>[0] = {}) {
    this.#server = new Server(options)
  }

  get address(): string {
    return `127.0.0.1:${this.#port}`
  }

  get revision(): number {
    return this.#changes.length
  }

  get epoch(): string {
    return this.#epoch
  }

  async start(): Promise<void> {
    this.#server.addService(definition, {
      watch: (stream: Stream) => this.#serve(stream),
      time: (_call: unknown, answer: (error: null, response: TimeResponse) => void) => answer(null, now()),
    })
    this.#port = await new Promise<number>((resolve, reject) => {
      this.#server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) =>
        error ? reject(error) : resolve(port),
      )
    })
  }

  stop(): void {
    this.#server.forceShutdown()
  }

  /** A change of one more unit, told to everybody with a bookmark. */
  append(change: Partial<Change> = {}): void {
    this.#changes.push(this.next(change))
    const told = this.#changes.slice(-1)
    this.say(batch(told), this.bookmark())
  }

  /** The change that would be the next one. */
  next(change: Partial<Change> = {}, revision = this.revision + 1): Change {
    const named = { ...Unit.decode(EMPTY), id: `u-${revision % 7}`, name: `Unit at ${revision}` }
    const resource = Object.keys(change).length === 0 ? { unit: named } : change
    return { revision, committedAt: now().sentAt, ...resource }
  }

  bookmark(digest = this.digest(), revision = this.revision, epoch = this.#epoch): Buffer {
    return encode({ bookmark: { epoch, revision, digest, serverTime: now().sentAt, kindDigests: [] } })
  }

  /** Says these bytes to everybody who listens, whatever they mean. */
  say(...messages: readonly Buffer[]): void {
    for (const stream of this.#streams) for (const message of messages) stream.write(message)
  }

  digest(): string {
    const replay = new Replay()
    for (const { unit, revision } of this.#changes) {
      if (unit !== undefined) replay.take({ key: `unit/${unit.id}`, revision, removed: false })
    }
    return replay.digest()
  }

  /** What it has said so far is void. */
  changeEpoch(epoch: string): void {
    this.#epoch = epoch
    this.#changes.splice(0)
  }

  get listenerCount(): number {
    return this.#streams.size
  }

  #serve(stream: Stream): void {
    this.requests.push(stream.request)
    this.#streams.add(stream)
    for (const event of ['cancelled', 'close', 'error']) stream.on(event, () => this.#streams.delete(stream))
    const { epoch, afterRevision } = stream.request
    const goesOn = epoch === this.#epoch && afterRevision > 0 && afterRevision <= this.revision
    const missed = this.#changes.slice(afterRevision)
    if (goesOn && missed.length > 0) stream.write(batch(missed))
    if (!goesOn) {
      if (afterRevision > 0) stream.write(encode({ reset: { reason: 2, epoch: this.#epoch } }))
      stream.write(this.#snapshot())
    }
    stream.write(this.bookmark())
    this.#poison(stream)
  }

  /** A frame that was taken for one is followed by the next: in the end the listener goes. */
  #poison(stream: Stream): void {
    const frame = this.poison?.()
    if (frame === undefined || !this.#streams.has(stream)) return
    this.poisonCount++
    stream.write(frame, () => setTimeout(() => this.#poison(stream), POISON_AGAIN_MS))
  }

  #snapshot(): Buffer {
    const latest = new Map<string, Change>()
    for (const change of this.#changes) latest.set(change.unit?.id ?? `other-${change.revision}`, change)
    const changes = [...latest.values()]
    return encode({ snapshot: { epoch: this.#epoch, totalCount: changes.length, changes, kinds: [] } })
  }
}

export function batch(
  changes: readonly Change[],
  first = changes[0]?.revision ?? 0,
  last = changes.at(-1)?.revision ?? 0,
): Buffer {
  return encode({ batch: { firstRevision: first, lastRevision: last, changes: [...changes] } })
}

export function encode(message: Partial<WatchResponse>): Buffer {
  return Buffer.from(WatchResponse.encode({ ...WatchResponse.decode(EMPTY), ...message }).finish())
}

function now(): TimeResponse {
  const ms = Date.now()
  const stamp = { seconds: Math.floor(ms / 1000), nanos: (ms % 1000) * 1e6 }
  return { receivedAt: stamp, sentAt: stamp, rate: 1 }
}
