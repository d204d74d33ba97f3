import type { RevealResponse } from '../../proto/gen/wall/v1/command.ts'
import { coded, type CodedSentence } from '../../domain/view/coded-sentence.ts'
import { CallEnded, type IdentityCalls } from './grpc-identity.ts'

/** Texts of one case as they came, for the page that asked, and for nobody else. */
export interface Revealed {
  readonly title: string
  readonly address: string
  readonly sourceState?: string
  readonly facts: readonly RevealedFact[]
}

export interface RevealedFact {
  readonly id: string
  readonly actor: string
  readonly reason: string
  readonly note: string
}

export interface RevealAnswer {
  readonly accepted: boolean
  /** A sentence that says why not. */
  readonly refusal?: string
  readonly coded?: CodedSentence
  readonly revealed?: Revealed
}

interface RevealParts {
  readonly calls: IdentityCalls
  readonly isLive: () => boolean
  /** Who asks at this wall, for a gateway without certificates. */
  readonly actor: string
}

/**
 * Asks the gateway for the full texts of a case. It decides and writes the audit before it answers. The wall has
 * those texts in its cache, and does not use them for this: while the gateway cannot be asked, nothing is shown.
 * Neither the answer nor the reason is kept or logged here. Never rejects.
 */
export async function reveal(parts: RevealParts, caseId: string, reason: string): Promise<RevealAnswer> {
  if (!parts.isLive()) {
    const refusal = 'The full text is shown only while the gateway answers. Try again when the link is back.'
    return { accepted: false, refusal, coded: coded('reveal-cut-off', {}) }
  }
  try {
    const response = await parts.calls.reveal({ caseId, reason, actor: parts.actor })
    return { accepted: true, revealed: revealedOf(response) }
  } catch (error) {
    return refusedBy(error)
  }
}

function revealedOf({ title, address, sourceState, facts }: RevealResponse): Revealed {
  return { title, address, ...(sourceState === '' ? {} : { sourceState }), facts }
}

function refusedBy(error: unknown): RevealAnswer {
  const refusal = error instanceof Error ? error.message : String(error)
  const hasSpoken = error instanceof CallEnded && (error.isFinal || error.coded !== undefined)
  const why = hasSpoken ? error.coded : coded('reveal-unanswered', {})
  return { accepted: false, refusal, ...(why === undefined ? {} : { coded: why }) }
}
