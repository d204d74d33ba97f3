import { setRepeatingTimer, type Cancel, type Clock } from '../domain/clock.ts'

const TICK_MS = 1_000
/** A page that is drawn anew with ten thousand cases may be busy for seconds; one that loops is so for ever. */
const SILENT_TICKS = 8
/** A page that is being loaded has the longest to go until its first beat. */
const FIRST_BEAT_TICKS = 30
const UNPAINTED_BEATS = 5

export interface PageWatchdogParts {
  readonly clock: Clock
  /** The page gave no beat for too long. */
  readonly onHung: () => void
  /** The page answers, but its frames are no longer painted; and when they are again. */
  readonly onPainting: (isPainting: boolean) => void
}

/**
 * Knows by the beats of a page's preload whether the page is alive. Chromium's own `unresponsive` waits for input that
 * stays unanswered, and nobody touches a wall: without the beats a page that loops would stand still for ever.
 *
 * It counts its own ticks instead of comparing times: when main itself was stopped (a debugger, a suspended machine)
 * one tick comes late instead of many, and no page is blamed for it. Frames that are not painted end no page, because
 * a display that is switched off does the same.
 */
export class PageWatchdog {
  readonly #parts: PageWatchdogParts
  #ticksLeft: number | undefined
  #unpaintedBeats = 0
  #cancel: Cancel | undefined

  constructor(parts: PageWatchdogParts) {
    this.#parts = parts
  }

  /** A page is being loaded. */
  expectFirstBeat(): void {
    this.#ticksLeft = FIRST_BEAT_TICKS
    this.#unpaintedBeats = 0
    this.#cancel ??= setRepeatingTimer(this.#parts.clock, TICK_MS, () => this.#tick())
  }

  beat(painted: boolean): void {
    if (this.#ticksLeft === undefined) return
    this.#ticksLeft = SILENT_TICKS
    const wasPainting = this.#unpaintedBeats < UNPAINTED_BEATS
    this.#unpaintedBeats = painted ? 0 : this.#unpaintedBeats + 1
    const isPainting = this.#unpaintedBeats < UNPAINTED_BEATS
    if (isPainting !== wasPainting) this.#parts.onPainting(isPainting)
  }

  /** There is no page to watch, until the next one is loaded. */
  rest(): void {
    this.#ticksLeft = undefined
    this.#cancel?.()
    this.#cancel = undefined
  }

  #tick(): void {
    if (this.#ticksLeft === undefined) return
    this.#ticksLeft--
    if (this.#ticksLeft > 0) return
    this.rest()
    this.#parts.onHung()
  }
}
