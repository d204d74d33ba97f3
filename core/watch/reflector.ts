import type { Cancel, Clock } from '../../domain/clock.ts'
import type { Logger } from '../log.ts'
import { Backoff, type Pace } from './backoff.ts'
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

const NOTHING_YET: WatchFrom = { epoch: '', afterRevision: 0 }

/**
 * Keeps the cache equal to the gateway: list, then watch from the stored revision, for ever. Whatever goes
 * wrong ends the stream, is written down as the link's problem, and leads to the next try from the last
 * committed revision. A relist fills a shadow first and takes its place in one step (I3).
 */
export class Reflector {
  readonly #options: ReflectorOptions
  readonly #backoff: Backoff
  #stopped = false
  /** A message was too large to follow: the whole state may be smaller than what is missing of it. */
  #isListDue = false
  #saidProblem: SourceError['problem'] | undefined
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
      const { clock, link } = this.#options
      const beganMs = clock.monotonicMs()
      const isList = this.#isListDue
      const failure = await this.#follow()
      if (this.#stopped) return
      // A list that failed, too, is not asked for again and again: it is the larger of the two.
      this.#isListDue = failure.problem === 'too-large' && !isList
      const pace = this.#isListDue ? 'back-off' : paceAfter(failure)
      const drawnMs = this.#backoff.nextDelayMs(pace)
      // A host that is switched off lets a knock run into its limit: that was the wait.
      const spentMs = pace === 'knock' ? clock.monotonicMs() - beganMs : 0
      const delayMs = Math.max(0, drawnMs - spentMs)
      link.lost(this.#backoff.attempt, failure.problem, failure.message)
      this.#say(failure, delayMs)
      await this.#sleep(delayMs)
    }
  }

  /** In an outage of days the log gets a line for every doubling of the tries, and for every other problem. */
  #say({ problem, message }: SourceError, delayMs: number): void {
    const { attempt } = this.#backoff
    const isNews = problem !== this.#saidProblem || Number.isInteger(Math.log2(attempt))
    this.#saidProblem = problem
    const line = { attempt, problem, delayMs }
    if (isNews) this.#options.log.warn(line, `watch ended: ${message}`)
    else this.#options.log.debug(line, `watch ended: ${message}`)
  }

  /** One connection from its opening to its end, and why it ended. */
  async #follow(): Promise<SourceError> {
    const { clock, timing, connect, position, sink, link, onConnected } = this.#options
    let silent = false
    const watchdog = new Watchdog(clock, () => {
      silent = true
      this.#source?.close()
    })
    const from = this.#isListDue ? NOTHING_YET : position()
    const reader = new StreamReader(from, sink, link)
    try {
      const source = connect()
      this.#source = source
      watchdog.feed(timing.firstMessageMs)
      let connected = false
      for await (const message of source.watch(from)) {
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

function paceAfter({ isNobodyThere, problem }: SourceError): Pace {
  if (isNobodyThere) return 'knock'
  return problem === 'too-large' || problem === 'quota' ? 'patience' : 'back-off'
}

function silence(): SourceError {
  return new SourceError('silent', 'The gateway accepted the connection and then said nothing.')
}

function asSourceError(error: unknown): SourceError {
  if (error instanceof SourceError) return error
  return new SourceError('other', error instanceof Error ? error.message : String(error))
}
