/** From this many times within the window an alarm chatters. */
export const CHATTER_FROM = 3
export const CHATTER_WINDOW_MS = 60_000

/** How often each cause came within the last minute, through every delay: that is what makes it chatter. */
export class Onsets {
  readonly #times = new Map<string, number[]>()

  add(id: string, atMs: number): void {
    const times = this.#times.get(id)
    if (times === undefined) this.#times.set(id, [atMs])
    else times.push(atMs)
  }

  count(id: string): number {
    return this.#times.get(id)?.length ?? 0
  }

  chatters(id: string): boolean {
    return this.count(id) >= CHATTER_FROM
  }

  /** Forgets what is older than the window. Returns the ids that chatter no more. */
  advance(nowMs: number): readonly string[] {
    const calm: string[] = []
    const fromMs = nowMs - CHATTER_WINDOW_MS
    for (const [id, times] of this.#times) {
      const [oldestMs = nowMs] = times
      if (oldestMs > fromMs) continue
      const kept = times.filter((atMs) => atMs > fromMs)
      if (times.length >= CHATTER_FROM && kept.length < CHATTER_FROM) calm.push(id)
      if (kept.length === 0) this.#times.delete(id)
      else this.#times.set(id, kept)
    }
    return calm
  }
}
