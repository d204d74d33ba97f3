import { status } from '@grpc/grpc-js'
import type { ServerWritableStream, UntypedServiceImplementation } from '@grpc/grpc-js'
import { WallFeedService } from '../../proto/gen/wall/v1/wall_feed.ts'
import type { TimeRequest, TimeResponse, WatchRequest } from '../../proto/gen/wall/v1/wall_feed.ts'
import { isSameCaller } from '../identity/caller.ts'
import type { Caller } from '../identity/caller.ts'
import { CallError } from '../unary.ts'
import type { UnaryHandler } from '../unary.ts'
import { errorText } from '../log/log-error.ts'
import type { LogView } from './log-view.ts'
import { Watcher } from './watcher.ts'
import type { WatchEnd, WatcherOptions } from './watcher.ts'

/** `WallFeedService`, with responses that are bytes already. */
export const wallFeedDefinition = {
  ...WallFeedService,
  watch: { ...WallFeedService.watch, responseSerialize: (bytes: Buffer): Buffer => bytes },
}

type WatchCall = ServerWritableStream<WatchRequest, Buffer>

export interface WatchServiceOptions extends Omit<WatcherOptions, 'log'> {
  /** Throws a `CallError` for a peer that may not watch. */
  readonly admit: (call: WatchCall) => Caller
  readonly viewFor: (caller: Caller) => LogView
  readonly onError: (error: unknown, clientId: string) => void
  /** Told when a stream is ended from this side. */
  readonly onCut: (end: WatchEnd, clientId: string) => void
}

interface Admitted {
  readonly call: WatchCall
  /** As what the peer was let in. */
  readonly caller: Caller
}

/** All watch streams of one gateway. */
export class WatchService {
  readonly #options: WatchServiceOptions
  readonly #watchers = new Map<Watcher, Admitted>()
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

  /** Ends the streams of those who may no longer watch, or no longer the same: they come back, and ask anew. */
  review(): void {
    for (const [watcher, { call, caller }] of this.#watchers) {
      const now = this.#admit(call)
      if ('code' in now) watcher.stop(now)
      else if (!isSameCaller(caller, now)) watcher.stop(changedEnd(now))
    }
  }

  #watch(call: WatchCall): void {
    const caller = this.#refusal(call.request) ?? this.#admit(call)
    if ('code' in caller) {
      call.emit('error', caller)
      return
    }
    this.#hold(call)
    let view: LogView
    try {
      view = this.#options.viewFor(caller)
    } catch (error) {
      call.emit('error', this.#failedEnd(error, call))
      return
    }
    this.#follow(call, caller, view)
  }

  #follow(call: WatchCall, caller: Caller, view: LogView): void {
    const watcher = new Watcher(call, { ...this.#options, log: view })
    this.#watchers.set(watcher, { call, caller })
    watcher
      .run(call.request)
      .catch((error: unknown) => this.#failedEnd(error, call))
      .then((end) => {
        this.#watchers.delete(watcher)
        if (!end) return
        this.#options.onCut(end, call.request.clientId)
        call.emit('error', end)
      })
  }

  #failedEnd(error: unknown, { request }: WatchCall): WatchEnd {
    this.#options.onError(error, request.clientId)
    return { code: status.INTERNAL, details: `the log could not be read: ${errorText(error)}` }
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

  #admit(call: WatchCall): Caller | WatchEnd {
    try {
      return this.#options.admit(call)
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

function changedEnd({ name }: Caller): WatchEnd {
  const details = `what ${name} may see and do was changed; connect again`
  return { code: status.FAILED_PRECONDITION, details }
}
