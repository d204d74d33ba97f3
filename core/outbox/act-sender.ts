import type { Clock } from '../../domain/clock.ts'
import type { Logger } from '../log.ts'
import { Backoff } from '../watch/backoff.ts'
import type { WatchTiming } from '../watch/timing.ts'
import type { ActRecord } from './act-record.ts'
import type { Answer, CommandSource } from './grpc-commands.ts'
import { submitRequestOf } from './submit-request.ts'

interface ActSenderOptions {
  readonly clock: Clock
  readonly timing: WatchTiming
  readonly log: Logger
  /** Throws a `SourceError` when there is no way to connect. */
  readonly connect: () => CommandSource
  /** The oldest act that is still queued. */
  readonly next: () => ActRecord | undefined
  /** Of the log that the gateway has now. */
  readonly epoch: () => string
  /** It is on its way; whether it arrives is not known before the answer. */
  readonly onSent: (record: ActRecord) => void
  readonly onAnswer: (record: ActRecord, answer: Answer) => Promise<void>
}

/**
 * Sends queued acts one after the other, each until it is answered: an act is sent again with the same id as
 * long as it is not known what became of it, and the gateway carries an id out once.
 */
export class ActSender {
  readonly #options: ActSenderOptions
  readonly #backoff: Backoff
  #source: CommandSource | undefined
  #running: Promise<void> | undefined
  #stopped = false
  #wakeUp: () => void = () => {}

  constructor(options: ActSenderOptions) {
    this.#options = options
    this.#backoff = new Backoff(options.timing)
  }

  /** There is something to send, or a better chance to send it. */
  wake(): void {
    if (this.#stopped) return
    this.#backoff.reset()
    this.#wakeUp()
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined
      // What came in the last moment found it still running.
      if (this.#next() !== undefined) this.wake()
    })
  }

  /** The link is new: what waits for an answer on an old connection is asked again. */
  reconnect(): void {
    this.#disconnect()
    this.wake()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#disconnect()
    this.#wakeUp()
    await this.#running
  }

  async #run(): Promise<void> {
    for (let record = this.#next(); record !== undefined; record = this.#next()) {
      try {
        await this.#send(record)
        this.#backoff.reset()
      } catch (error) {
        this.#disconnect()
        if (this.#stopped) return
        const reason = error instanceof Error ? error.message : String(error)
        this.#options.log.warn({ act: record.id, reason }, 'an act stays queued')
        await this.#sleep(this.#backoff.nextDelayMs())
      }
    }
  }

  async #send(record: ActRecord): Promise<void> {
    const { connect, epoch, onSent, onAnswer } = this.#options
    this.#source ??= connect()
    const answer = await this.#source.submit(submitRequestOf(record, epoch()), () => onSent(record))
    await onAnswer(record, answer)
  }

  #next(): ActRecord | undefined {
    return this.#stopped ? undefined : this.#options.next()
  }

  #disconnect(): void {
    this.#source?.close()
    this.#source = undefined
  }

  #sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#options.clock.setTimer(delayMs, resolve)
      this.#wakeUp = () => {
        cancel()
        resolve()
      }
    })
  }
}
