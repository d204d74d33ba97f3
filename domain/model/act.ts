import type { Means, Outcome } from './terms.ts'

/** What an operator does to a case from the wall. The gateway decides; a refusal says why. */
export type Act =
  | { readonly kind: 'acknowledge'; readonly unitId: string }
  | { readonly kind: 'dispatch'; readonly unitId: string }
  | { readonly kind: 'arrive'; readonly unitId: string; readonly reason: string }
  | {
      readonly kind: 'handle'
      readonly unitId: string
      readonly outcome: Outcome
      readonly means: Means
      readonly evidenceCount: number
      readonly reason: string
    }
  | {
      readonly kind: 'pause'
      readonly reason: string
      readonly approver: string
      readonly durationMs: number
    }
  | { readonly kind: 'return'; readonly unitId: string; readonly reason: string }
  | { readonly kind: 'void'; readonly reason: string }
  | { readonly kind: 'note'; readonly text: string }
