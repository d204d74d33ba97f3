import type { RevealResponse } from '../../proto/gen/wall/v1/command.ts'
import type { IdentityCalls } from './grpc-identity.ts'

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
    return refused('The full text is shown only while the gateway answers. Try again when the link is back.')
  }
  try {
    const response = await parts.calls.reveal({ caseId, reason, actor: parts.actor })
    return { accepted: true, revealed: revealedOf(response) }
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error))
  }
}

function revealedOf({ title, address, sourceState, facts }: RevealResponse): Revealed {
  return { title, address, ...(sourceState === '' ? {} : { sourceState }), facts }
}

function refused(refusal: string): RevealAnswer {
  return { accepted: false, refusal }
}
