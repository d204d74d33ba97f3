import type { Cancel, Clock } from '../../domain/clock.ts'
import type { Logger } from '../log.ts'
import { Backoff } from './backoff.ts'
import type { LinkHealth } from './link-health.ts'
import { SourceError, type ConnectSource, type WatchFrom, type WatchSource } from './source.ts'
import { StreamReader, type StreamSink } from './stream-reader.ts'
import type { WatchTiming } from './timing.ts'
import { Watchdog } from './watchdog.ts'

export interface ReflectorOptions {
  readonly connect: ConnectSource
  readonly clock: Clock
  readonly timing: WatchTiming
  readonly link: LinkHealth
  readonly log: Logger
  readonly sink: StreamSink
  /** Where the committed content stands; asked before every connection. */
  readonly position: () => WatchFrom
  readonly onConnected: (source: WatchSource) => void
}

/**
 * Keeps the cache equal to the gateway: list, then watch from the stored revision, for ever. Whatever goes
 * wrong ends the stream, is written down as the link's problem, and leads to the next try from the last
 * committed revision. A relist fills a shadow first and takes its place in one step (I3).
 */
export class Reflector {
  readonly #options: ReflectorOptions
  readonly #backoff: Backoff
  #stopped = false
  #source: WatchSource | undefined
  #wake: (() => void) | undefined
  #running: Promise<void> | undefined

  constructor(options: ReflectorOptions) {
    this.#options = options
    this.#backoff = new Backoff(options.timing)
  }

  start(): void {
    this.#running = this.#run()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#source?.close()
    this.#wake?.()
    await this.#running
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const failure = await this.#follow()
      if (this.#stopped) return
      const delayMs = this.#backoff.nextDelayMs()
      this.#options.link.lost(this.#backoff.attempt, failure.problem, failure.message)
      this.#options.log.warn(
        { attempt: this.#backoff.attempt, problem: failure.problem, delayMs },
        `watch ended: ${failure.message}`,
      )
      await this.#sleep(delayMs)
    }
  }

  /** One connection from its opening to its end, and why it ended. */
  async #follow(): Promise<SourceError> {
    const { clock, timing, connect, position, sink, link, onConnected } = this.#options
    let silent = false
    const watchdog = new Watchdog(clock, () => {
      silent = true
      this.#source?.close()
    })
    const reader = new StreamReader(position(), sink, link)
    try {
      const source = connect()
      this.#source = source
      watchdog.feed(timing.firstMessageMs)
      let connected = false
      for await (const message of source.watch(position())) {
        // What takes long from here on is this wall's own disk, not the gateway.
        watchdog.stop()
        if (!connected) onConnected(source)
        connected = true
        await reader.read(message)
        if (reader.isCaughtUp) this.#backoff.reset()
        watchdog.feed(timing.silenceMs)
      }
      await reader.flush()
      return silent ? silence() : new SourceError('other', 'The gateway ended the stream.')
    } catch (error) {
      return silent ? silence() : asSourceError(error)
    } finally {
      watchdog.stop()
      this.#source?.close()
      this.#source = undefined
      // Its failure, if any, has already ended the stream above.
      await reader.settle()
    }
  }

  #sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel: Cancel = this.#options.clock.setTimer(delayMs, resolve)
      this.#wake = () => {
        cancel()
        resolve()
      }
    })
  }
}

function silence(): SourceError {
  return new SourceError('silent', 'The gateway accepted the connection and then said nothing.')
}

function asSourceError(error: unknown): SourceError {
  if (error instanceof SourceError) return error
  return new SourceError('other', error instanceof Error ? error.message : String(error))
}
