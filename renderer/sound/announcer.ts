import type { Cancel, Clock } from '../../domain/clock.ts'
import type { Blindness } from './blindness.ts'

/** A link that is back within this time was a flicker, and is not worth a sentence. */
const HOLD_MS = 2_000
const REPEAT_MS = 60_000

/** Says once that the wall is blind, again every minute while it is, at once when the cause changes. */
export class Announcer {
  readonly #clock: Clock
  readonly #say: (cause: Blindness) => void
  #cause: Blindness | undefined
  #cancel: Cancel = () => {}

  constructor(clock: Clock, say: (cause: Blindness) => void) {
    this.#clock = clock
    this.#say = say
  }

  set(cause: Blindness | undefined): void {
    if (cause === this.#cause) return
    this.#cause = cause
    this.#cancel()
    if (cause !== undefined) this.#cancel = this.#clock.setTimer(HOLD_MS, () => this.#speak(cause))
  }

  stop(): void {
    this.set(undefined)
  }

  #speak(cause: Blindness): void {
    this.#cancel = this.#clock.setTimer(REPEAT_MS, () => this.#speak(cause))
    this.#say(cause)
  }
}
