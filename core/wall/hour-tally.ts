import type { HourCounts } from '../../domain/indicators/indicator-detail.ts'

const HOUR_MS = 3_600_000

/** Filed and closed cases per hour begun from one instant to another. */
export class HourTally {
  readonly #fromMs: number
  readonly #toMs: number
  readonly #filed: number[]
  readonly #closed: number[]
  #knownFromMs = Infinity

  constructor(fromMs: number, toMs: number) {
    this.#fromMs = fromMs
    this.#toMs = toMs
    const hours = Math.floor((toMs - fromMs) / HOUR_MS) + 1
    this.#filed = new Array<number>(hours).fill(0)
    this.#closed = new Array<number>(hours).fill(0)
  }

  add(filedMs: number | undefined, closedMs: number | undefined): void {
    this.#count(this.#filed, filedMs)
    this.#count(this.#closed, closedMs)
  }

  counts(): HourCounts {
    const known = this.#knownFromMs === Infinity ? {} : { knownFromMs: this.#knownFromMs }
    return { ...known, filed: this.#filed, closed: this.#closed }
  }

  #count(hours: number[], atMs: number | undefined): void {
    if (atMs === undefined || atMs < this.#fromMs || atMs > this.#toMs) return
    const hour = Math.floor((atMs - this.#fromMs) / HOUR_MS)
    hours[hour] = (hours[hour] ?? 0) + 1
    this.#knownFromMs = Math.min(this.#knownFromMs, atMs)
  }
}
