import type { Kind } from '../kinds.ts'
import type { StoredResource } from './log.ts'

/** A busy hour of a city. */
const MAX_BYTES = 32 * 1024 * 1024

export interface RecentState extends StoredResource {
  /** What it adds to the digest. */
  readonly term: bigint
}

/**
 * The current state of what changed last, so that the file is not asked for what was written a moment ago. It says
 * what the open transaction says: when anything of that is undone, `clear` has to be called, and the file is asked
 * again.
 */
export class RecentStates {
  readonly #states = new Map<string, RecentState>()
  #byteCount = 0

  get(kind: Kind, id: string): RecentState | undefined {
    return this.#states.get(keyOf(kind, id))
  }

  put(kind: Kind, id: string, state: RecentState): void {
    const key = keyOf(kind, id)
    this.#byteCount += state.resource.length - (this.#states.get(key)?.resource.length ?? 0)
    // What is put again is the newest.
    this.#states.delete(key)
    this.#states.set(key, state)
    for (const [oldestKey, oldest] of this.#states) {
      if (this.#byteCount <= MAX_BYTES) return
      this.#states.delete(oldestKey)
      this.#byteCount -= oldest.resource.length
    }
  }

  remove(kind: Kind, id: string): void {
    const key = keyOf(kind, id)
    this.#byteCount -= this.#states.get(key)?.resource.length ?? 0
    this.#states.delete(key)
  }

  clear(): void {
    this.#states.clear()
    this.#byteCount = 0
  }
}

function keyOf(kind: Kind, id: string): string {
  return `${kind}/${id}`
}
