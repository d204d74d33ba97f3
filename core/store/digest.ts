import { hash } from 'node:crypto'

/**
 * The state digest of `Bookmark.digest` in the contract: a sum that does not depend on the order, so that
 * it follows every change in constant time. It remembers the term of every resource: hashing one again to
 * take it out would cost as much as putting the next one in.
 */
export class StateDigest {
  #sum = 0n
  readonly #terms = new Map<string, bigint>()

  /** The resource is at this revision now, whatever it was at before. */
  put(kind: string, id: string, revision: number): void {
    const key = `${kind}/${id}`
    const term = hash('sha1', `${key}@${revision}`, 'buffer').readBigUInt64BE(0)
    this.#sum = BigInt.asUintN(64, this.#sum + term - (this.#terms.get(key) ?? 0n))
    this.#terms.set(key, term)
  }

  /** The resource is gone. */
  remove(kind: string, id: string): void {
    const key = `${kind}/${id}`
    this.#sum = BigInt.asUintN(64, this.#sum - (this.#terms.get(key) ?? 0n))
    this.#terms.delete(key)
  }

  toString(): string {
    return this.#sum.toString(16).padStart(16, '0')
  }
}
