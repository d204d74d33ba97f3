import TinyQueue from 'tinyqueue'
import type { Payload, TimedPayload } from './payload.ts'

/** Something that goes on in the city. It yields the milliseconds until it wants to go on. */
export type Process = Generator<number, void, void>

interface Pending {
  readonly atMs: number
  readonly order: number
  readonly process: Process
}

/**
 * Runs processes side by side on a simulated clock. Processes that are due at the same instant run in the order in
 * which they asked to, so that a run is repeatable.
 */
export class Simulation {
  #nowMs: number
  #order = 0
  #outbox: TimedPayload[] = []
  readonly #pending = new TinyQueue<Pending>([], (a, b) => a.atMs - b.atMs || a.order - b.order)

  constructor(startMs: number) {
    this.#nowMs = startMs
  }

  get nowMs(): number {
    return this.#nowMs
  }

  start(process: Process, atMs: number = this.#nowMs): void {
    this.#pending.push({ atMs: Math.max(atMs, this.#nowMs), order: this.#order++, process })
  }

  emit(payload: Payload): void {
    this.#outbox.push({ atMs: this.#nowMs, payload })
  }

  /** What the processes emit, in ascending time, for while one of them goes on. */
  *run(): Generator<TimedPayload> {
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) {
      this.#nowMs = next.atMs
      const step = next.process.next()
      if (step.done !== true) this.start(next.process, this.#nowMs + Math.max(0, Math.round(step.value)))
      if (this.#outbox.length === 0) continue
      const emitted = this.#outbox
      this.#outbox = []
      yield* emitted
    }
  }
}
