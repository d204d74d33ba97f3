import type { Clock } from '../../domain/clock.ts'
import type { ServerTime } from '../../domain/view/link.ts'
import type { AsOf } from '../store/rows.ts'
import type { TimeSample } from './source.ts'

/** Samples older than this give way to newer ones even with a longer round trip. */
const SAMPLE_LIFE_MS = 300_000

/** A correction larger than this is not drift: somebody set a clock. */
export const STEP_MS = 1_000

/**
 * The gateway's time on this machine. Between measurements it runs on the monotonic clock, so setting the
 * machine's clock changes nothing. Of the measurements of the last five minutes the one with the least round
 * trip counts; half of that is the uncertainty. Before the first one it rests on what the cache remembers.
 */
export class ServerClock {
  readonly #clock: Clock
  #anchor: Anchor | undefined
  #best: Measured | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Whole milliseconds. */
  nowMs(): number {
    if (this.#anchor === undefined) return this.#clock.wallMs()
    return Math.floor(this.#at(this.#clock.monotonicMs()))
  }

  get rate(): number {
    return this.#anchor?.rate ?? 1
  }

  /** Half the least round trip; absent while nothing was measured in this run. */
  get uncertaintyMs(): number | undefined {
    return this.#best === undefined ? undefined : this.#best.roundTripMs / 2
  }

  /** Server time minus the machine's own. */
  get offsetMs(): number {
    return this.nowMs() - this.#clock.wallMs()
  }

  reading(): ServerTime {
    const { uncertaintyMs } = this
    return {
      serverMs: this.nowMs(),
      rate: this.rate,
      ...(uncertaintyMs === undefined ? {} : { uncertaintyMs }),
    }
  }

  /** What the cache remembers: server time went on since then at its rate, by the machine's clock. */
  remember(asOf: AsOf): void {
    if (this.#best !== undefined) return
    const elapsedMs = Math.max(0, this.#clock.wallMs() - asOf.wallMs)
    this.#anchor = {
      serverMs: asOf.serverMs + elapsedMs * asOf.rate,
      monotonicMs: this.#clock.monotonicMs(),
      rate: asOf.rate,
    }
  }

  /** Takes a measurement in, and returns by how much the clock was set: 0 when an earlier one is better. */
  observe(sample: TimeSample): number {
    const measured = measure(sample)
    const best = this.#best
    const keepsBest =
      best !== undefined &&
      best.roundTripMs < measured.roundTripMs &&
      measured.monotonicMs - best.monotonicMs < SAMPLE_LIFE_MS &&
      best.rate === measured.rate &&
      Math.abs(measured.serverMs - this.#at(measured.monotonicMs)) < STEP_MS
    if (keepsBest) return 0
    const correctionMs = this.#anchor === undefined ? 0 : measured.serverMs - this.#at(measured.monotonicMs)
    this.#best = measured
    this.#anchor = measured
    return correctionMs
  }

  #at(monotonicMs: number): number {
    const anchor = this.#anchor
    return anchor === undefined ? 0 : anchor.serverMs + (monotonicMs - anchor.monotonicMs) * anchor.rate
  }
}

interface Anchor {
  readonly serverMs: number
  readonly monotonicMs: number
  readonly rate: number
}

interface Measured extends Anchor {
  readonly roundTripMs: number
}

function measure(sample: TimeSample): Measured {
  const serverSpentMs = (sample.serverSentMs - sample.serverReceivedMs) / sample.rate
  return {
    serverMs: (sample.serverReceivedMs + sample.serverSentMs) / 2,
    monotonicMs: (sample.sentMonotonicMs + sample.receivedMonotonicMs) / 2,
    rate: sample.rate,
    roundTripMs: Math.max(0, sample.receivedMonotonicMs - sample.sentMonotonicMs - serverSpentMs),
  }
}
