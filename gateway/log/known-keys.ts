/** Keys outlive the changes they made by far, and still do not grow without end. */
export const KEYS_KEPT = 1_000_000
/** Maps of this size grow and are dropped without holding anybody up. */
const KEYS_PER_GENERATION = 100_000

interface Key {
  readonly source: string
  readonly key: string
}

interface Generation {
  /** By source, so that a key is held as it came; names of both joined would take twice the memory. */
  readonly revisions: Map<string, Map<string, number>>
  count: number
}

/**
 * The idempotency keys that are kept, with the revision each of them made, in memory (some 200 MB for a million):
 * the file has them in the order in which they came, and is read once, at the start. What is remembered since
 * `commit` can be undone as the file's own transaction is, as a whole or back to a mark. At least the newest
 * `keptCount` keys are known.
 */
export class KnownKeys {
  readonly #keptCount: number
  /** The newest first. */
  readonly #generations: Generation[] = [{ revisions: new Map(), count: 0 }]
  #uncommitted: Key[] = []

  constructor(keptCount = KEYS_KEPT) {
    this.#keptCount = keptCount
  }

  revisionOf(source: string, key: string): number | undefined {
    for (const { revisions } of this.#generations) {
      const revision = revisions.get(source)?.get(key)
      if (revision !== undefined) return revision
    }
    return undefined
  }

  /** One that was committed before, as the file has it. */
  restore(source: string, key: string, revision: number): void {
    this.#put(source, key, revision)
    this.#forgetOldest()
  }

  remember(source: string, key: string, revision: number): void {
    this.#put(source, key, revision)
    this.#uncommitted.push({ source, key })
  }

  mark(): number {
    return this.#uncommitted.length
  }

  undoTo(mark: number): void {
    for (const key of this.#uncommitted.splice(mark)) this.#remove(key)
  }

  commit(): void {
    this.#uncommitted = []
    this.#forgetOldest()
  }

  #put(source: string, key: string, revision: number): void {
    const generation = this.#generationWithRoom()
    const known = generation.revisions.get(source) ?? new Map<string, number>()
    generation.revisions.set(source, known.set(key, revision))
    generation.count++
  }

  #remove({ source, key }: Key): void {
    for (const generation of this.#generations) {
      if (generation.revisions.get(source)?.delete(key) !== true) continue
      generation.count--
      return
    }
  }

  #generationWithRoom(): Generation {
    const newest = this.#generations[0]
    if (newest !== undefined && newest.count < KEYS_PER_GENERATION) return newest
    const next: Generation = { revisions: new Map(), count: 0 }
    this.#generations.unshift(next)
    return next
  }

  #forgetOldest(): void {
    const keptCount = this.#generations.slice(0, -1).reduce((sum, { count }) => sum + count, 0)
    if (keptCount >= this.#keptCount) this.#generations.pop()
  }
}
