/** Keeps the result of a step while what it was made of is the same. */
export class Memo {
  readonly #kept = new Map<string, { readonly of: readonly unknown[]; readonly result: unknown }>()

  get<T>(name: string, of: readonly unknown[], make: () => T): T {
    const kept = this.#kept.get(name)
    if (kept !== undefined && isSame(kept.of, of)) return kept.result as T
    const result = make()
    this.#kept.set(name, { of, result })
    return result
  }
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => Object.is(value, b[index]))
}
