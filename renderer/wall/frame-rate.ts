import type { Clock } from '../../domain/clock.ts'

/** Counts the pictures that were really drawn. A covered window draws none, and says 0. */
export class FrameRate {
  readonly #clock: Clock
  #count = 0
  #sinceMs: number
  #frame = 0

  constructor(clock: Clock) {
    this.#clock = clock
    this.#sinceMs = clock.monotonicMs()
  }

  start(): () => void {
    const count = (): void => {
      this.#count++
      this.#frame = requestAnimationFrame(count)
    }
    this.#frame = requestAnimationFrame(count)
    return () => cancelAnimationFrame(this.#frame)
  }

  /** Per second since it was asked last. */
  take(): number {
    const nowMs = this.#clock.monotonicMs()
    const seconds = (nowMs - this.#sinceMs) / 1000
    const rate = seconds > 0 ? this.#count / seconds : 0
    this.#count = 0
    this.#sinceMs = nowMs
    return Math.round(rate * 10) / 10
  }
}
