import type { Clock } from '../../domain/clock.ts'
import type { ServerTime } from '../../domain/view/link.ts'
import type { AsOf } from '../store/rows.ts'
import type { TimeSample } from './source.ts'

/** How far two clocks part at most: a bad crystal, or a clock that is being slewed as fast as time daemons do it. */
const DRIFT_BOUND = 500e-6

/** More than this beyond what the uncertainties explain is worth telling: somebody set a clock. */
const STEP_MS = 1_000

/**
 * The gateway's time on this machine. Between measurements it runs on the monotonic clock, so setting the
 * machine's clock changes nothing.
 *
 * A measurement is right to half its round trip, and to less from then on, because clocks drift: its uncertainty
 * grows by `DRIFT_BOUND` with its age. The measurement with the least uncertainty counts. All of them age alike,
 * so that one that was worse once stays so, and only the best is kept. When a new one contradicts it beyond what
 * both may be wrong by, the gateway's clock was set, and the new one counts. Before the first measurement the
 * time rests on what the cache remembers.
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

  /** Nothing was measured yet and the cache remembers nothing: `nowMs` is the machine's own time. */
  get isUnknown(): boolean {
    return this.#anchor === undefined
  }

  get rate(): number {
    return this.#anchor?.rate ?? 1
  }

  /** By how much it may be wrong, in the machine's time; absent while nothing was measured in this run. */
  get uncertaintyMs(): number | undefined {
    return this.#best === undefined ? undefined : uncertaintyAt(this.#best, this.#clock.monotonicMs())
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
    const best = this.#best
    if (best === undefined || best.rate !== measured.rate) return this.#take(measured, 0)
    const own = uncertaintyAt(measured, measured.monotonicMs)
    const others = uncertaintyAt(best, measured.monotonicMs)
    const differenceMs = measured.serverMs - this.#at(measured.monotonicMs)
    const beyondMs = Math.abs(differenceMs) - (own + others) * measured.rate
    if (beyondMs > STEP_MS) return this.#take(measured, differenceMs)
    return beyondMs > 0 || own <= others ? this.#take(measured, 0) : 0
  }

  #take(measured: Measured, stepMs: number): number {
    this.#best = measured
    this.#anchor = measured
    return stepMs
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

function uncertaintyAt({ roundTripMs, monotonicMs }: Measured, nowMs: number): number {
  return roundTripMs / 2 + Math.max(0, nowMs - monotonicMs) * DRIFT_BOUND
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
