/** ISA-18.2: more than this many in ten minutes begin a flood. */
export const FLOOD_ABOVE = 10
/** Fewer than this many in ten minutes end it. */
export const FLOOD_BELOW = 5
export const FLOOD_WINDOW_MS = 600_000

export interface Flood {
  readonly sinceMs: number
  /** Alarms in it, those that began it included. */
  readonly count: number
  readonly peak10MinCount: number
  readonly endedMs?: number
}

/**
 * Counts announcements of the last ten minutes, and with them floods. Ends are exact: they do not depend on how
 * often anybody looks, so that a journal read again gives the same floods.
 */
export class FloodMeter {
  #times: number[] = []
  /** Times before this place have left the window. */
  #first = 0
  #flood: Flood | undefined
  #ended: Flood[] = []

  get current(): Flood | undefined {
    return this.#flood
  }

  get inWindow(): number {
    return this.#times.length - this.#first
  }

  /** One more announcement. Times never decrease; one that does counts as of the last. */
  add(atMs: number): void {
    const lastMs = this.#times.at(-1)
    const timeMs = lastMs === undefined ? atMs : Math.max(atMs, lastMs)
    this.advance(timeMs)
    this.#times.push(timeMs)
    const { inWindow } = this
    if (this.#flood !== undefined) {
      this.#flood = {
        sinceMs: this.#flood.sinceMs,
        count: this.#flood.count + 1,
        peak10MinCount: Math.max(this.#flood.peak10MinCount, inWindow),
      }
    } else if (inWindow > FLOOD_ABOVE) {
      this.#flood = { sinceMs: timeMs, count: inWindow, peak10MinCount: inWindow }
    }
  }

  advance(nowMs: number): void {
    for (
      let oldestMs = this.#times[this.#first];
      oldestMs !== undefined && oldestMs <= nowMs - FLOOD_WINDOW_MS;
      oldestMs = this.#times[this.#first]
    ) {
      this.#first++
      if (this.#flood === undefined || this.inWindow >= FLOOD_BELOW) continue
      this.#ended.push({ ...this.#flood, endedMs: oldestMs + FLOOD_WINDOW_MS })
      this.#flood = undefined
    }
    if (this.#first > 1_000 && this.#first * 2 > this.#times.length) {
      this.#times = this.#times.slice(this.#first)
      this.#first = 0
    }
  }

  /** Ended floods that reach into the time after `fromMs`; older ones are forgotten. */
  endedSince(fromMs: number): readonly Flood[] {
    this.#ended = this.#ended.filter(({ endedMs = 0 }) => endedMs > fromMs)
    return this.#ended
  }
}
