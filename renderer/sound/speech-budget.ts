/** More than this in a minute nobody listens to. */
export const SPEECH_PER_MINUTE = 6
const MINUTE_MS = 60_000

/** How much may be said. What must always be said uses it up, too, and is never refused. */
export class SpeechBudget {
  #times: readonly number[] = []

  used(nowMs: number): number {
    this.#times = this.#times.filter((atMs) => atMs > nowMs - MINUTE_MS)
    return this.#times.length
  }

  has(nowMs: number): boolean {
    return this.used(nowMs) < SPEECH_PER_MINUTE
  }

  spend(nowMs: number): void {
    this.#times = [...this.#times, nowMs]
  }
}
