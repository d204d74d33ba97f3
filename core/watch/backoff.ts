import { randomInt } from 'node:crypto'
import type { WatchTiming } from './timing.ts'

/**
 * How long to wait before the next try: anywhere up to a limit that doubles from 200 ms to 5 s, so that
 * many walls do not come back in step. It never gives up; a healthy connection resets it.
 */
export class Backoff {
  readonly #timing: WatchTiming
  #attempt = 0

  constructor(timing: WatchTiming) {
    this.#timing = timing
  }

  /** Tries since the last healthy connection. */
  get attempt(): number {
    return this.#attempt
  }

  nextDelayMs(): number {
    const { backoffInitialMs, backoffCapMs } = this.#timing
    const limitMs = Math.min(backoffCapMs, backoffInitialMs * 2 ** Math.min(this.#attempt, 20))
    this.#attempt++
    return randomInt(Math.ceil(limitMs / 2), Math.ceil(limitMs) + 1)
  }

  reset(): void {
    this.#attempt = 0
  }
}
