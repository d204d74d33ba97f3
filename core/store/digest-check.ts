import { KINDS, type Kind } from '../../domain/model/resource.ts'
import { sumText } from './digest.ts'
import type { Digests, UnknownTerms } from './rows.ts'

const NONE = sumText(0n)
const NOTHING: Digests = { whole: NONE, kinds: {} }
const KNOWN_KINDS = KINDS.join(',')

/**
 * Compares the wall's digest with the gateway's. The gateway counts resources of kinds that this version cannot
 * decode, and whose names it does not know, so their terms cannot be computed here. They are learnt: of a
 * comparison whose revisions brought such a change, the difference is taken as what the unknown ones count.
 * Every other comparison is exact, so that a row that goes astray is found at the next bookmark, unknown kinds
 * or not; only one lost between the same two bookmarks as an unknown change would pass for it. Where the gateway
 * says its digest kind by kind, as it does whenever nothing more is to be sent, nothing is learnt but read, and
 * every kind that this version knows is compared by itself.
 *
 * A version that knows more kinds forgets what an older one learnt, and so lists once.
 */
export class DigestCheck {
  #own = NOTHING
  #unknown = NONE
  /** A change of an unknown kind came since the last comparison. */
  #isToLearn = false
  /** Said once that the two differ right after a list: until the next one nothing is compared. */
  #isGivenUp = false

  /** Everything that this wall holds, in the gateway's reckoning. */
  get digest(): string {
    return sumText(valueOf(this.#own.whole) + valueOf(this.#unknown))
  }

  /** To be written with the position; absent: there are no unknown kinds. */
  get unknownTerms(): UnknownTerms | undefined {
    if (this.#isToLearn) return { sum: '', knownKinds: KNOWN_KINDS }
    return this.#unknown === NONE ? undefined : { sum: this.#unknown, knownKinds: KNOWN_KINDS }
  }

  restored(own: Digests, unknown: UnknownTerms | undefined): void {
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
  written(own: Digests): void {
    this.#own = own
  }

  giveUp(): void {
    this.#isGivenUp = true
  }

  /** At a bookmark, with everything before it written. `learnt`: to be kept with the position. */
  compare(gateway: Digests): 'equal' | 'learnt' | 'different' | 'not-compared' {
    if (gateway.whole === '' || this.#isGivenUp) return 'not-compared'
    if (this.differing(gateway).length > 0) return 'different'
    const isNamed = Object.keys(gateway.kinds).length > 0
    const unknown = isNamed ? unknownIn(gateway) : sumText(valueOf(gateway.whole) - valueOf(this.#own.whole))
    if (this.#isToLearn || (isNamed && unknown !== this.#unknown)) {
      this.#isToLearn = false
      this.#unknown = unknown
      return gateway.whole === this.digest ? 'learnt' : 'different'
    }
    return gateway.whole === this.digest ? 'equal' : 'different'
  }

  /** The kinds of which this wall holds something else; none where the gateway does not say them one by one. */
  differing({ kinds }: Digests): readonly Kind[] {
    if (Object.keys(kinds).length === 0) return []
    return KINDS.filter((kind) => (kinds[kind] ?? NONE) !== (this.#own.kinds[kind] ?? NONE))
  }
}

/** What the gateway counts of kinds that this version does not know. */
function unknownIn({ kinds }: Digests): string {
  const known: readonly string[] = KINDS
  const unknown = Object.entries(kinds).filter(([kind]) => !known.includes(kind))
  return sumText(unknown.reduce((sum, [, digest]) => sum + valueOf(digest), 0n))
}

function valueOf(sum: string): bigint {
  return BigInt(`0x${sum}`)
}
