import { shallowReactive } from 'vue'

/** `undefined`: nothing was ever loaded. */
export type ReadAge = () => number | undefined

/** The ages of all panels of a display, so that the worst of them can stand in one place. */
export class PanelAges {
  readonly #readers = shallowReactive(new Set<ReadAge>())

  /** Returns the way to take it back. */
  add(read: ReadAge): () => void {
    this.#readers.add(read)
    return () => this.#readers.delete(read)
  }

  /** The age of the oldest panel; `undefined` when one of them, or all, never had data. */
  worstMs(): number | undefined {
    let worst: number | undefined
    for (const read of this.#readers) {
      const ageMs = read()
      if (ageMs === undefined) return undefined
      worst = Math.max(ageMs, worst ?? 0)
    }
    return worst
  }
}
