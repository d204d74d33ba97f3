/** Keys outlive the changes they made by far, and still do not grow without end. */
export const KEYS_KEPT = 1_000_000
/** A map of this size grows and is dropped without holding anybody up. */
const GENERATION_COUNT = 100_000

/**
 * The idempotency keys that are kept, with the revision each of them made, in memory: the file has them in the order
 * in which they came, and is read once, at the start. What is remembered since `commit` can be undone as the file's
 * own transaction is, as a whole or to a mark. At least the newest `keptCount` keys are known.
 */
export class KnownKeys {
  readonly #keptCount: number
  /** The newest first. */
  readonly #generations: Map<string, number>[] = [new Map()]
  #uncommitted: string[] = []

  constructor(keptCount = KEYS_KEPT) {
    this.#keptCount = keptCount
  }

  revisionOf(source: string, key: string): number | undefined {
    const name = nameOf(source, key)
    for (const generation of this.#generations) {
      const revision = generation.get(name)
      if (revision !== undefined) return revision
    }
    return undefined
  }

  remember(source: string, key: string, revision: number): void {
    const name = nameOf(source, key)
    this.#newest().set(name, revision)
    this.#uncommitted.push(name)
  }

  /** For `undoTo`. */
  mark(): number {
    return this.#uncommitted.length
  }

  undoTo(mark: number): void {
    for (const name of this.#uncommitted.splice(mark)) {
      for (const generation of this.#generations) if (generation.delete(name)) break
    }
  }

  commit(): void {
    this.#uncommitted = []
  }

  #newest(): Map<string, number> {
    const newest = this.#generations[0]
    if (newest !== undefined && newest.size < GENERATION_COUNT) return newest
    if ((this.#generations.length - 1) * GENERATION_COUNT >= this.#keptCount) this.#generations.pop()
    const next = new Map<string, number>()
    this.#generations.unshift(next)
    return next
  }
}

/** The length keeps apart what two pairs would have in common when written one after the other. */
function nameOf(source: string, key: string): string {
  return `${source.length}/${source}${key}`
}
