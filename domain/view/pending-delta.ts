import type { Delta } from './delta.ts'
import { COLLECTIONS, type CollectionName, type Collections } from './items.ts'

/**
 * What a view has not been sent yet. However slow the view is, at most one entry per key is kept (I6):
 * a later state of a key replaces the earlier one, so the view sees a subsequence of its states (I2).
 */
export class PendingDelta {
  #entries = new Map<string, Entry>()

  add(delta: Delta): void {
    for (const name of COLLECTIONS) {
      for (const id of delta.removes[name] ?? []) this.#put({ name, id, item: undefined })
      for (const item of delta.upserts[name] ?? []) this.#put({ name, id: item.id, item })
    }
  }

  get size(): number {
    return this.#entries.size
  }

  /** Hands out everything pending and starts anew. */
  take(): Delta {
    const upserts: Partial<Record<CollectionName, Collections[CollectionName][]>> = {}
    const removes: Partial<Record<CollectionName, string[]>> = {}
    for (const { name, id, item } of this.#entries.values()) {
      if (item === undefined) (removes[name] ??= []).push(id)
      else (upserts[name] ??= []).push(item)
    }
    this.#entries = new Map()
    // Each entry was put under the collection that its item came from.
    return { upserts: upserts as Delta['upserts'], removes }
  }

  #put(entry: Entry): void {
    this.#entries.set(`${entry.name}/${entry.id}`, entry)
  }
}

interface Entry {
  readonly name: CollectionName
  readonly id: string
  readonly item: Collections[CollectionName] | undefined
}
