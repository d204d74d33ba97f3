import type { Clock } from '../domain/clock.ts'

const LIMIT = 3
const WITHIN_MS = 5 * 60_000

/** When the page of one window crashed. Three times in five minutes is no accident: something it shows ends it. */
export class CrashHistory {
  readonly #clock: Clock
  #crashesMs: readonly number[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Notes one more crash, and says whether it is one too many. */
  crashed(): boolean {
    const nowMs = this.#clock.monotonicMs()
    this.#crashesMs = [...this.#crashesMs, nowMs].filter((atMs) => nowMs - atMs < WITHIN_MS)
    return this.#crashesMs.length >= LIMIT
  }
}
