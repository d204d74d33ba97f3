import { hash } from 'node:crypto'
import type { Digests } from './rows.ts'

/**
 * The state digests of `Bookmark.digest` in the contract: a sum that does not depend on the order, so that
 * it follows every change in constant time. It remembers the term of every resource: hashing one again to
 * take it out would cost as much as putting the next one in.
 */
export class StateDigest {
  readonly #sums = new Map<string, bigint>()
  readonly #terms = new Map<string, bigint>()

  /** The resource is at this revision now, whatever it was at before. */
  put(kind: string, id: string, revision: number): void {
    const key = `${kind}/${id}`
    // As text, because a buffer for each costs twice as much.
    const term = BigInt(`0x${hash('sha1', `${key}@${revision}`).slice(0, 16)}`)
    this.#add(kind, term - (this.#terms.get(key) ?? 0n))
    this.#terms.set(key, term)
  }

  /** The resource is gone. */
  remove(kind: string, id: string): void {
    const key = `${kind}/${id}`
    this.#add(kind, -(this.#terms.get(key) ?? 0n))
    this.#terms.delete(key)
  }

  digests(): Digests {
    return {
      whole: sumText([...this.#sums.values()].reduce((whole, sum) => whole + sum, 0n)),
      kinds: Object.fromEntries([...this.#sums].map(([kind, sum]) => [kind, sumText(sum)])),
    }
  }

  #add(kind: string, difference: bigint): void {
    this.#sums.set(kind, BigInt.asUintN(64, (this.#sums.get(kind) ?? 0n) + difference))
  }
}

/** Modulo 2^64, as the contract writes it. */
export function sumText(sum: bigint): string {
  return BigInt.asUintN(64, sum).toString(16).padStart(16, '0')
}
