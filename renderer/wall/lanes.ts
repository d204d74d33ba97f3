import { STAGES } from '../../domain/model/terms.ts'
import type { CaseItem } from '../../domain/view/items.ts'

/** The seven stages, and one lane for whatever this version cannot place. */
export const LANES = [...STAGES, 'unmapped'] as const
export type Lane = (typeof LANES)[number]

/** Where a case waits: a closed one waits for its evaluation, every other in the stage it is in. */
export function laneOf(item: CaseItem): Lane {
  return item.closed ? 'evaluate' : stageLaneOf(item)
}

/** The stage of a case as a lane. */
export function stageLaneOf(item: CaseItem): Lane {
  return STAGES.find((stage) => stage === item.stage) ?? 'unmapped'
}
