import type { Clock } from '../../domain/clock.ts'
import type { ServerTime } from '../../domain/view/link.ts'
import type { AsOf } from '../store/rows.ts'
import type { TimeSample } from './source.ts'

/** Older measurements say nothing any more: clocks drift. */
const SAMPLE_LIFE_MS = 300_000

/** More than this beyond what the round trips explain is not drift: somebody set a clock. */
const STEP_MS = 1_000

/**
 * The gateway's time on this machine. Between measurements it runs on the monotonic clock, so setting the
 * machine's clock changes nothing. Of the measurements of the last five minutes the one with the least round
 * trip counts; half of that is the uncertainty. Before the first one it rests on what the cache remembers.
 */
export class ServerClock {
  readonly #clock: Clock
  #anchor: Anchor | undefined
  #best: Measured | undefined
  #samples: readonly Measured[] = []

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

  /** Takes a measurement in. Returns by how much the gateway's clock was set since the last one: mostly 0. */
  observe(sample: TimeSample): number {
    const measured = measure(sample)
    const stepMs = this.#stepOf(measured)
    const before = stepMs === 0 && this.#best?.rate === measured.rate ? this.#samples : []
    const oldestMs = measured.monotonicMs - SAMPLE_LIFE_MS
    this.#samples = [...before.filter((one) => one.monotonicMs >= oldestMs), measured]
    const best = this.#samples.reduce((a, b) => (b.roundTripMs <= a.roundTripMs ? b : a))
    this.#best = best
    this.#anchor = best
    return stepMs
  }

  #stepOf(measured: Measured): number {
    const best = this.#best
    if (best === undefined) return 0
    const differenceMs = measured.serverMs - this.#at(measured.monotonicMs)
    const explainedMs = ((best.roundTripMs + measured.roundTripMs) / 2) * measured.rate
    return Math.abs(differenceMs) > STEP_MS + explainedMs ? differenceMs : 0
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
