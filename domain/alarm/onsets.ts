/** From this many times within the window an alarm chatters. */
export const CHATTER_FROM = 3
export const CHATTER_WINDOW_MS = 60_000

/** How often each cause came within the last minute, through every delay: that is what makes it chatter. */
export class Onsets {
  readonly #times = new Map<string, readonly number[]>()

  add(id: string, atMs: number): void {
    this.#times.set(id, [...(this.#times.get(id) ?? []), atMs])
  }

  count(id: string): number {
    return this.#times.get(id)?.length ?? 0
  }

  chatters(id: string): boolean {
    return this.count(id) >= CHATTER_FROM
  }

  /** Forgets what is older than the window. Returns the ids whose count is another now. */
  advance(nowMs: number): readonly string[] {
    const changed: string[] = []
    for (const [id, times] of this.#times) {
      const kept = times.filter((atMs) => atMs > nowMs - CHATTER_WINDOW_MS)
      if (kept.length === times.length) continue
      changed.push(id)
      if (kept.length === 0) this.#times.delete(id)
      else this.#times.set(id, kept)
    }
    return changed
  }
}
