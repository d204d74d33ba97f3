import { systemClock } from '../../core/system-clock.ts'
import type { Clock } from '../../domain/clock.ts'

/** The machine's time, and somebody who sets it: wall time steps, monotonic time does not. */
export class SteppableClock implements Clock {
  #offsetMs = 0

  wallMs(): number {
    return systemClock.wallMs() + this.#offsetMs
  }

  monotonicMs(): number {
    return systemClock.monotonicMs()
  }

  setTimer(delayMs: number, callback: () => void): () => void {
    return systemClock.setTimer(delayMs, callback)
  }

  step(byMs: number): void {
    this.#offsetMs += byMs
  }
}
