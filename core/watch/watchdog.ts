import type { Cancel, Clock } from '../../domain/clock.ts'

/** After a timer fired late because this process was busy, what waits in the socket is read within this. */
const SECOND_LOOK_MS = 250

/**
 * Barks when nothing fed it for `limitMs`. A process that was busy itself has unread messages: before it
 * barks, it waits a moment for them.
 */
export class Watchdog {
  readonly #clock: Clock
  readonly #bark: () => void
  #cancel: Cancel = () => {}
  #fed = 0

  constructor(clock: Clock, bark: () => void) {
    this.#clock = clock
    this.#bark = bark
  }

  feed(limitMs: number): void {
    this.stop()
    const fed = ++this.#fed
    this.#cancel = this.#clock.setTimer(limitMs, () => {
      this.#cancel = this.#clock.setTimer(SECOND_LOOK_MS, () => {
        if (fed === this.#fed) this.#bark()
      })
    })
  }

  stop(): void {
    this.#cancel()
  }
}
