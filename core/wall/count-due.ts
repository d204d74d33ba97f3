const MINUTE_MS = 60_000
/** A count of more cases than these waits for a second tick, of twice as many for a third. */
const CASES_PER_WAITED_TICK = 4_000
const MOST_TICKS = 3

/**
 * When the day's numbers are to be counted again: after something changed at the next tick, but with many cases only
 * at every second or third one, so that the counting stays a small part of the work. Each minute it is due whatever
 * happens: days begin, and hours slide.
 */
export class CountDue {
  #isTouched = true
  #isDemanded = false
  #minute = 0
  #tickCount = 0

  /** Something that is counted changed. */
  touch(): void {
    this.#isTouched = true
  }

  /** What is known changed as a whole: the next tick counts. */
  demand(): void {
    this.#isDemanded = true
  }

  /** One tick more: is it due? */
  tick(nowMs: number, caseCount: number): boolean {
    this.#tickCount++
    const ticks = Math.min(MOST_TICKS, Math.ceil(caseCount / CASES_PER_WAITED_TICK))
    const isOverdue = this.#isDemanded || Math.floor(nowMs / MINUTE_MS) !== this.#minute
    return isOverdue || (this.#isTouched && this.#tickCount >= ticks)
  }

  counted(nowMs: number): void {
    this.#isTouched = false
    this.#isDemanded = false
    this.#minute = Math.floor(nowMs / MINUTE_MS)
    this.#tickCount = 0
  }
}
