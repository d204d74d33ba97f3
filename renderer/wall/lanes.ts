import { STAGES } from '../../domain/model/terms.ts'
import type { CaseItem } from '../../domain/view/items.ts'

/** The seven stages, and one lane for whatever this version cannot place. */
export const LANES = [...STAGES, 'unmapped'] as const
export type Lane = (typeof LANES)[number]

export function laneOf(item: CaseItem): Lane {
  const known = STAGES.find((stage) => stage === item.stage)
  return known ?? 'unmapped'
}
