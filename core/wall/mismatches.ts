import type { Kind } from '../../domain/model/resource.ts'
import type { MismatchCounts } from '../../domain/view/link.ts'

/**
 * What is to be done where the digests differ. First the kinds that differ are fetched once more, where the gateway
 * names them; what still differs then is listed anew; what differs right after a list is only said, since another
 * list would bring the same.
 */
export class Mismatches {
  #found = 0
  #refetched = 0
  #relisted = 0
  #isRefetchTried = false
  #isJustListed = false

  get counts(): MismatchCounts {
    return { found: this.#found, refetched: this.#refetched, relisted: this.#relisted }
  }

  listed(): void {
    this.#isJustListed = true
    this.#isRefetchTried = false
  }

  followed(): void {
    this.#isJustListed = false
  }

  equal(): void {
    if (this.#isRefetchTried) this.#refetched++
    this.#isRefetchTried = false
  }

  met(kinds: readonly Kind[]): 'refetch' | 'relist' | 'say' {
    this.#found++
    if (this.#isJustListed) return 'say'
    if (kinds.length > 0 && !this.#isRefetchTried) {
      this.#isRefetchTried = true
      return 'refetch'
    }
    this.#relisted++
    return 'relist'
  }
}
