import { randomInt } from 'node:crypto'
import type { WatchTiming } from './timing.ts'

/** What a failed try says about the next one. */
export type Pace =
  /** Nobody was there: no connection, no bytes. */
  | 'knock'
  /** Somebody was there, and it came to nothing. */
  | 'back-off'
  /** The same would come of it until a person has done something. */
  | 'patience'

/**
 * How long to wait before the next try. All waits are drawn from the upper half of their limit, so that many
 * walls do not come back in step, and none is the last: it never gives up.
 *
 * - Where nobody is, a try is one refused connection and costs either side nothing. It is repeated about twice
 *   a second however long the outage lasts: a wall of a control room has to be back within a second of its
 *   gateway. Fifty walls knock a hundred times a second, which a gateway that is down cannot feel.
 * - A peer that accepts and then fails is not asked at that rate: each try costs it a handshake and a stream.
 *   The limit doubles from 200 ms to 5 s, until a connection is healthy or nobody is there any more.
 * - What trying again soon cannot mend, or what the gateway itself calls too much, is asked for ever less
 *   often, up to once a minute.
 */
export class Backoff {
  readonly #timing: WatchTiming
  #attempt = 0
  #failures = 0

  constructor(timing: WatchTiming) {
    this.#timing = timing
  }

  /** Tries since the last healthy connection. */
  get attempt(): number {
    return this.#attempt
  }

  nextDelayMs(pace: Pace = 'back-off'): number {
    this.#attempt++
    const limitMs = Math.ceil(this.#limitMs(pace))
    return randomInt(Math.ceil(limitMs / 2), limitMs + 1)
  }

  reset(): void {
    this.#attempt = 0
    this.#failures = 0
  }

  #limitMs(pace: Pace): number {
    const { knockMs, backoffInitialMs, backoffCapMs, patienceMs } = this.#timing
    if (pace === 'knock') {
      // Whoever comes next begins anew.
      this.#failures = 0
      return knockMs
    }
    const capMs = pace === 'patience' ? patienceMs : backoffCapMs
    return Math.min(capMs, backoffInitialMs * 2 ** Math.min(this.#failures++, 20))
  }
}
