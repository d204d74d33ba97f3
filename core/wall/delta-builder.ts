import type { Delta } from '../../domain/view/delta.ts'
import type { CollectionName, Collections } from '../../domain/view/items.ts'

/** Collects the changes of one step. For one key the last call counts. */
export class DeltaBuilder {
  readonly #upserts = new Map<CollectionName, Map<string, Collections[CollectionName]>>()
  readonly #removes = new Map<CollectionName, Set<string>>()

  put<K extends CollectionName>(name: K, item: Collections[K]): void {
    this.#removes.get(name)?.delete(item.id)
    const items = this.#upserts.get(name) ?? new Map<string, Collections[CollectionName]>()
    items.set(item.id, item)
    this.#upserts.set(name, items)
  }

  remove(name: CollectionName, id: string): void {
    this.#upserts.get(name)?.delete(id)
    const ids = this.#removes.get(name) ?? new Set<string>()
    ids.add(id)
    this.#removes.set(name, ids)
  }

  /** Only what exists can be removed; what came and went within the step never was. */
  build(exists: (name: CollectionName, id: string) => boolean): Delta {
    const upserts = [...this.#upserts].map(([name, items]) => [name, [...items.values()]] as const)
    const removes = [...this.#removes].map(
      ([name, ids]) => [name, [...ids].filter((id) => exists(name, id))] as const,
    )
    return {
      upserts: Object.fromEntries(upserts.filter(([, items]) => items.length > 0)),
      removes: Object.fromEntries(removes.filter(([, ids]) => ids.length > 0)),
    }
  }
}
