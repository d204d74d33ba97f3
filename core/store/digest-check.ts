import { KINDS } from '../../domain/model/resource.ts'
import type { UnknownTerms } from './rows.ts'

const NONE = sumText(0n)
const KNOWN_KINDS = KINDS.join(',')

/**
 * Compares the wall's digest with the gateway's. The gateway counts resources of kinds that this version cannot
 * decode, and whose names it does not know, so their terms cannot be computed here. They are learnt: of a
 * comparison whose revisions brought such a change, the difference is taken as what the unknown ones count.
 * Every other comparison is exact, so that a row that goes astray is found at the next bookmark, unknown kinds
 * or not; only one lost between the same two bookmarks as an unknown change would pass for it.
 *
 * A version that knows more kinds forgets what an older one learnt, and so lists once.
 */
export class DigestCheck {
  #own = NONE
  #unknown = NONE
  /** A change of an unknown kind came since the last comparison. */
  #isToLearn = false
  /** Said once that the two differ right after a list: until the next one nothing is compared. */
  #isGivenUp = false

  /** Everything that this wall holds, in the gateway's reckoning. */
  get digest(): string {
    return sumText(valueOf(this.#own) + valueOf(this.#unknown))
  }

  /** To be written with the position; absent: there are no unknown kinds. */
  get unknownTerms(): UnknownTerms | undefined {
    if (this.#isToLearn) return { sum: '', knownKinds: KNOWN_KINDS }
    return this.#unknown === NONE ? undefined : { sum: this.#unknown, knownKinds: KNOWN_KINDS }
  }

  restored(own: string, unknown: UnknownTerms | undefined): void {
    this.#own = own
    const isOurs = unknown?.knownKinds === KNOWN_KINDS
    this.#isToLearn = isOurs && unknown.sum === ''
    this.#unknown = isOurs && unknown.sum !== '' ? unknown.sum : NONE
    this.#isGivenUp = false
  }

  /** A whole list is about to be written. */
  listing(undecodable: number): void {
    this.#isGivenUp = false
    this.#unknown = NONE
    this.#isToLearn = undecodable > 0
  }

  following(undecodable: number): void {
    this.#isToLearn ||= undecodable > 0
  }

  /** What the store counts after a write. */
  written(own: string): void {
    this.#own = own
  }

  giveUp(): void {
    this.#isGivenUp = true
  }

  /** At a bookmark, with everything before it written. `learnt`: to be kept with the position. */
  compare(gateway: string): 'equal' | 'learnt' | 'different' | 'not-compared' {
    if (gateway === '' || this.#isGivenUp) return 'not-compared'
    if (this.#isToLearn) {
      this.#isToLearn = false
      this.#unknown = sumText(valueOf(gateway) - valueOf(this.#own))
      return 'learnt'
    }
    return gateway === this.digest ? 'equal' : 'different'
  }
}

function valueOf(sum: string): bigint {
  return BigInt(`0x${sum}`)
}

function sumText(value: bigint): string {
  return BigInt.asUintN(64, value).toString(16).padStart(16, '0')
}
