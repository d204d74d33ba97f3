import { createHash } from 'node:crypto'
import type { Change } from './history.ts'

/** A state under replay and its digest, reckoned here once more from the words of the contract. */
export class Replay {
  readonly #state = new Map<string, number>()
  #sum = 0n

  take({ key, revision, removed }: Change): void {
    const before = this.#state.get(key)
    if (before !== undefined) this.#sum -= termOf(key, before)
    if (removed) this.#state.delete(key)
    else this.#state.set(key, revision)
    if (!removed) this.#sum += termOf(key, revision)
  }

  clear(): void {
    this.#state.clear()
    this.#sum = 0n
  }

  clearKind(kind: string): void {
    for (const key of [...this.#state.keys()]) {
      if (key.startsWith(`${kind}/`)) this.take({ key, revision: 0, removed: true })
    }
  }

  /** The whole state, as a list would tell it. */
  changes(): readonly Change[] {
    return [...this.#state].map(([key, revision]) => ({ key, revision, removed: false }))
  }

  get state(): ReadonlyMap<string, number> {
    return this.#state
  }

  digest(): string {
    return BigInt.asUintN(64, this.#sum).toString(16).padStart(16, '0')
  }
}

const terms = new Map<string, bigint>()

function termOf(key: string, revision: number): bigint {
  const name = `${key}@${revision}`
  const known = terms.get(name)
  if (known !== undefined) return known
  const term = createHash('sha1').update(name, 'utf8').digest().readBigUInt64BE(0)
  if (terms.size > 200_000) terms.clear()
  terms.set(name, term)
  return term
}
