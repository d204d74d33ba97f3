import { coded } from '../coded-sentence.ts'
import { refuseUnless } from './refusal.ts'

/** The one case that the gateway makes itself. */
export const PROOF_OF_LIFE_ID = 'proof-of-life'

/** Nobody else may make or touch it: a proof that anybody could write would prove nothing. */
export function requireReal(caseId: string, synthetic: boolean, path: string): void {
  refuseUnless(!synthetic, `${path}.synthetic is set; only the gateway makes the case that proves the way`)
  refuseUnless(
    caseId !== PROOF_OF_LIFE_ID,
    `case ${PROOF_OF_LIFE_ID} belongs to the gateway; take another id`,
    coded('case-of-gateway', { case: caseId }),
  )
}
