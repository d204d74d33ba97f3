import type { Cancel, Clock } from '../../domain/clock.ts'
import type { Link, LinkProblem, LinkState } from '../../domain/view/link.ts'
import type { ServerClock } from './server-clock.ts'
import type { StreamPosition } from './source.ts'
import type { WatchTiming } from './timing.ts'

/** What is known of the link, told by the reflector and read by everybody else (I7). */
export class LinkHealth {
  readonly #clock: Clock
  readonly #serverClock: ServerClock
  readonly #timing: WatchTiming
  readonly #gateway: string
  #connected = false
  /** Everything that happened while this wall was away has arrived. */
  #caughtUp = false
  #heardMonotonicMs: number | undefined
  #asOfMs: number | undefined
  #revision = 0
  #epoch: string | undefined
  #attempt = 0
  #problem: { readonly code: LinkProblem; readonly detail: string } | undefined
  #loading: Link['loading']
  #state: LinkState = 'offline'
  #sinceMs: number | undefined
  #told: LinkState = 'offline'
  #listener: (state: LinkState) => void = () => {}
  #cancelStale: Cancel | undefined

  constructor(clock: Clock, serverClock: ServerClock, timing: WatchTiming, gateway: string) {
    this.#clock = clock
    this.#serverClock = serverClock
    this.#timing = timing
    this.#gateway = gateway
  }

  /**
   * Calls back as soon as the state is another: with the word of the gateway that made it so, or in the moment
   * in which the last one became too old. Never in the middle of a step: a view must not hear of a revision before
   * its content, so what `advanced` changes is told with that content. One listener; returns the unsubscriber.
   */
  onState(listener: (state: LinkState) => void): () => void {
    this.#listener = listener
    return () => {
      this.#listener = () => {}
      this.#cancelStale?.()
      this.#cancelStale = undefined
    }
  }

  /** The cache was read: this is where its content stands. */
  restored(epoch: string, revision: number, asOfMs: number): void {
    this.#epoch = epoch
    this.#revision = revision
    this.#asOfMs = asOfMs
    this.#sinceMs = asOfMs
  }

  /** Content up to this revision is committed, and nothing before `asOfMs` is missing. */
  advanced(position: StreamPosition): void {
    this.#advance(position)
  }

  /** The same, and the gateway had nothing more to say. */
  caughtUp(position: StreamPosition): void {
    this.#advance(position)
    this.#caughtUp = true
    this.#tell()
  }

  /** A whole snapshot took the place of everything: time may run from another origin. */
  replaced(position: StreamPosition): void {
    this.#asOfMs = undefined
    this.advanced(position)
  }

  loading(done: number, total: number): void {
    this.#loading = { done, total }
  }

  lost(attempt: number, code: LinkProblem, detail: string): void {
    this.#connected = false
    this.#caughtUp = false
    this.#loading = undefined
    this.#attempt = attempt
    this.#problem = { code, detail }
    this.#tell()
  }

  /** While missed changes are still coming in, what is on the glass is of the past: that is not live. */
  get isLive(): boolean {
    return (
      this.#caughtUp &&
      this.silentMs() <= this.#timing.staleAfterMs &&
      this.ageMs() <= this.#timing.staleAfterMs
    )
  }

  /** The server instant up to which every fact is known. */
  knownToMs(): number {
    return this.isLive ? this.#serverClock.nowMs() : (this.#asOfMs ?? 0)
  }

  /** Real time since `asOfMs`; infinite while nothing was ever loaded. */
  ageMs(): number {
    if (this.#asOfMs === undefined) return Number.POSITIVE_INFINITY
    return Math.max(0, this.#serverClock.nowMs() - this.#asOfMs) / this.#serverClock.rate
  }

  /** The gateway's instant up to which everything is known; absent while nothing was ever loaded. */
  get asOfMs(): number | undefined {
    return this.#asOfMs
  }

  /** Since the last word of the gateway in this run. */
  silentMs(): number {
    const heardMs = this.#heardMonotonicMs
    return heardMs === undefined ? Number.POSITIVE_INFINITY : this.#clock.monotonicMs() - heardMs
  }

  get state(): LinkState {
    return this.isLive ? 'live' : this.#connected ? 'stale' : 'offline'
  }

  read(): Link {
    const { state } = this
    if (state !== this.#state) {
      this.#state = state
      this.#sinceMs =
        state === 'live' ? this.#serverClock.nowMs() : (this.#asOfMs ?? this.#serverClock.nowMs())
    }
    return {
      state,
      sinceMs: this.#sinceMs ?? this.#serverClock.nowMs(),
      gateway: this.#gateway,
      revision: this.#revision,
      attempt: this.#attempt,
      ...(this.#asOfMs === undefined ? {} : { asOfMs: this.#asOfMs }),
      ...(this.#epoch === undefined ? {} : { epoch: this.#epoch }),
      ...(this.#problem === undefined
        ? {}
        : { problem: this.#problem.code, problemDetail: this.#problem.detail }),
      ...(this.#loading === undefined ? {} : { loading: this.#loading }),
    }
  }

  #advance({ epoch, revision, asOfMs }: StreamPosition): void {
    this.#epoch = epoch
    this.#revision = revision
    this.#asOfMs = Math.max(asOfMs, this.#asOfMs ?? asOfMs)
    this.#heardMonotonicMs = this.#clock.monotonicMs()
    this.#connected = true
    this.#problem = undefined
    this.#loading = undefined
    this.#attempt = 0
  }

  #tell(): void {
    const { state } = this
    if (state === 'live') this.#armStale()
    if (state === this.#told) return
    this.#told = state
    this.#listener(state)
  }

  /** One timer at a time: words of the gateway come by the hundred, and each moves the moment on. */
  #armStale(): void {
    if (this.#cancelStale !== undefined) return
    const leftMs = this.#timing.staleAfterMs - Math.max(this.silentMs(), this.ageMs())
    this.#cancelStale = this.#clock.setTimer(Math.floor(leftMs) + 1, () => {
      this.#cancelStale = undefined
      this.#tell()
    })
  }
}
