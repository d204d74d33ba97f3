import { status } from '@grpc/grpc-js'
import type { ServerWritableStream, UntypedServiceImplementation } from '@grpc/grpc-js'
import { WallFeedService } from '../../proto/gen/wall/v1/wall_feed.ts'
import type { TimeRequest, TimeResponse, WatchRequest } from '../../proto/gen/wall/v1/wall_feed.ts'
import { CallError } from '../unary.ts'
import type { UnaryHandler } from '../unary.ts'
import { errorText } from '../log/log-error.ts'
import { Watcher } from './watcher.ts'
import type { WatchEnd, WatcherOptions } from './watcher.ts'

/** `WallFeedService`, with responses that are bytes already. */
export const wallFeedDefinition = {
  ...WallFeedService,
  watch: { ...WallFeedService.watch, responseSerialize: (bytes: Buffer): Buffer => bytes },
}

type WatchCall = ServerWritableStream<WatchRequest, Buffer>

export interface WatchServiceOptions extends WatcherOptions {
  /** Throws a `CallError` for a peer that may not watch. */
  readonly admit: (call: WatchCall) => void
  readonly onError: (error: unknown, clientId: string) => void
  /** Told when a stream is ended from this side. */
  readonly onCut: (end: WatchEnd, clientId: string) => void
}

/** All watch streams of one gateway. */
export class WatchService {
  readonly #options: WatchServiceOptions
  readonly #watchers = new Map<Watcher, WatchCall>()
  #openStreams = 0
  #stopped: WatchEnd | undefined

  constructor(options: WatchServiceOptions) {
    this.#options = options
  }

  get watcherCount(): number {
    return this.#watchers.size
  }

  implementation(time: UnaryHandler<TimeRequest, TimeResponse>): UntypedServiceImplementation {
    return { watch: (call: WatchCall) => this.#watch(call), time }
  }

  /** Ends every stream with `end`, and refuses new ones the same way. */
  stop(end: WatchEnd): void {
    this.#stopped = end
    for (const watcher of this.#watchers.keys()) watcher.stop(end)
  }

  /** Ends the streams of those who may no longer watch. */
  review(): void {
    for (const [watcher, call] of this.#watchers) {
      const end = this.#denial(call)
      if (end) watcher.stop(end)
    }
  }

  #watch(call: WatchCall): void {
    const refusal = this.#refusal(call.request) ?? this.#denial(call)
    if (refusal) {
      call.emit('error', refusal)
      return
    }
    this.#hold(call)
    const watcher = new Watcher(call, this.#options)
    this.#watchers.set(watcher, call)
    watcher
      .run(call.request)
      .catch((error: unknown): WatchEnd => {
        this.#options.onError(error, call.request.clientId)
        return { code: status.INTERNAL, details: `the log could not be read: ${errorText(error)}` }
      })
      .then((end) => {
        this.#watchers.delete(watcher)
        if (!end) return
        this.#options.onCut(end, call.request.clientId)
        call.emit('error', end)
      })
  }

  #refusal(request: WatchRequest): WatchEnd | undefined {
    if (this.#stopped) return this.#stopped
    if (request.afterRevision < 0) {
      const details = `after_revision is ${request.afterRevision}; it must be 0 or a revision of the log`
      return { code: status.INVALID_ARGUMENT, details }
    }
    const limit = this.#options.limits.watcherCount
    if (this.#openStreams < limit) return undefined
    return { code: status.RESOURCE_EXHAUSTED, details: `${limit} streams are open already; try again later` }
  }

  #denial(call: WatchCall): WatchEnd | undefined {
    try {
      this.#options.admit(call)
      return undefined
    } catch (error) {
      if (error instanceof CallError) return { code: error.code, details: error.message }
      throw error
    }
  }

  /** A stream that was cut still holds what its peer has not taken: it counts until it is really gone. */
  #hold(call: WatchCall): void {
    let open = true
    this.#openStreams += 1
    const release = (): void => {
      if (open) this.#openStreams -= 1
      open = false
    }
    call.on('cancelled', release)
    call.on('close', release)
  }
}
