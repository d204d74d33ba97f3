import type { Cancel, Clock } from '../../domain/clock.ts'
import type { Logger } from '../log.ts'
import type { ServerClock } from './server-clock.ts'
import type { WatchSource } from './source.ts'

const BURST = 5

interface TimeSyncOptions {
  readonly clock: Clock
  readonly serverClock: ServerClock
  readonly intervalMs: number
  readonly log: Logger
  /** The server clock was set by more than drift explains. */
  readonly onStep: (stepMs: number) => void
}

/** Measures the clock offset: a burst on every connection, then at intervals, always over the current one. */
export class TimeSync {
  readonly #options: TimeSyncOptions
  #source: WatchSource | undefined
  #cancel: Cancel = () => {}
  #bursting = false

  constructor(options: TimeSyncOptions) {
    this.#options = options
  }

  useSource(source: WatchSource): void {
    this.stop()
    this.#source = source
    void this.#burst(source)
  }

  /** Something does not fit what is known of the gateway's time: measures at once. */
  doubt(): void {
    const source = this.#source
    if (source === undefined || this.#bursting) return
    this.#cancel()
    void this.#burst(source)
  }

  stop(): void {
    this.#cancel()
    this.#source = undefined
  }

  async #burst(source: WatchSource): Promise<void> {
    this.#bursting = true
    for (let count = 0; count < BURST && this.#source === source; count++) await this.#measure(source)
    this.#bursting = false
    this.#scheduleNext(source)
  }

  #scheduleNext(source: WatchSource): void {
    if (this.#source !== source) return
    this.#cancel = this.#options.clock.setTimer(this.#options.intervalMs, () => {
      void this.#measure(source).then(() => this.#scheduleNext(source))
    })
  }

  async #measure(source: WatchSource): Promise<void> {
    const { serverClock, log, onStep } = this.#options
    try {
      const sample = await source.time()
      if (this.#source !== source) return
      const stepMs = serverClock.observe(sample)
      if (stepMs === 0) return
      log.warn({ stepMs }, "the gateway's clock stepped")
      onStep(stepMs)
    } catch (error) {
      log.debug({ reason: String(error) }, 'clock offset not measured')
    }
  }
}
