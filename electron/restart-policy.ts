import type { Clock } from '../domain/clock.ts'

const SECOND_DELAY_MS = 250
/** A wall is dark no longer than this between two tries. */
const LONGEST_DELAY_MS = 3_000
/** What ran this long has not failed because of its start. */
const STEADY_MS = 30_000

/**
 * How long to wait before something that ended is started again: at once for the first time, because the wall is
 * dark meanwhile, then ever later, because what ends again and again is not mended by haste.
 */
export class RestartPolicy {
  readonly #clock: Clock
  #startedAtMs = 0
  #failures = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  started(): void {
    this.#startedAtMs = this.#clock.monotonicMs()
  }

  nextDelayMs(): number {
    if (this.#clock.monotonicMs() - this.#startedAtMs >= STEADY_MS) this.#failures = 0
    const again = this.#failures++
    return again === 0 ? 0 : Math.min(SECOND_DELAY_MS * 2 ** (again - 1), LONGEST_DELAY_MS)
  }
}
