import type { Cancel, Clock } from './clock.ts'

interface Timer {
  readonly dueMs: number
  readonly order: number
  readonly callback: () => void
}

/** A clock that moves only when a test moves it. Timers fire in the order of their due times. */
export class ManualClock implements Clock {
  #monotonicMs = 0
  #wallMs: number
  #order = 0
  readonly #timers = new Set<Timer>()

  constructor(wallMs: number) {
    this.#wallMs = wallMs
  }

  wallMs(): number {
    return this.#wallMs
  }

  monotonicMs(): number {
    return this.#monotonicMs
  }

  setTimer(delayMs: number, callback: () => void): Cancel {
    const timer = { dueMs: this.#monotonicMs + Math.max(0, delayMs), order: this.#order++, callback }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  /** Moves both clocks forward and fires what falls due on the way. */
  advance(durationMs: number): void {
    const endMs = this.#monotonicMs + durationMs
    for (let next = this.#nextDue(endMs); next !== undefined; next = this.#nextDue(endMs)) {
      this.#move(next.dueMs)
      this.#timers.delete(next)
      next.callback()
    }
    this.#move(endMs)
  }

  /** Somebody sets the machine's clock: wall time steps, monotonic time does not. */
  stepWall(deltaMs: number): void {
    this.#wallMs += deltaMs
  }

  #nextDue(endMs: number): Timer | undefined {
    return [...this.#timers]
      .filter((timer) => timer.dueMs <= endMs)
      .sort((a, b) => a.dueMs - b.dueMs || a.order - b.order)[0]
  }

  #move(toMonotonicMs: number): void {
    const deltaMs = Math.max(0, toMonotonicMs - this.#monotonicMs)
    this.#monotonicMs += deltaMs
    this.#wallMs += deltaMs
  }
}
