import { hash } from 'node:crypto'

/**
 * The state digest of `Bookmark.digest` in the contract: a sum that does not depend on the order, so that
 * it follows every change in constant time.
 */
export class StateDigest {
  #sum = 0n

  add(kind: string, id: string, revision: number): void {
    this.#sum = BigInt.asUintN(64, this.#sum + termOf(kind, id, revision))
  }

  remove(kind: string, id: string, revision: number): void {
    this.#sum = BigInt.asUintN(64, this.#sum - termOf(kind, id, revision))
  }

  toString(): string {
    return this.#sum.toString(16).padStart(16, '0')
  }
}

function termOf(kind: string, id: string, revision: number): bigint {
  return hash('sha1', `${kind}/${id}@${revision}`, 'buffer').readBigUInt64BE(0)
}
