import type { Case, Fact } from '../model/case.ts'
import type { CaseClocks } from '../sla/case-clocks.ts'
import type { CaseStory, Extension, UnitAttempt } from './indicator-detail.ts'

/**
 * The response beyond its two clocks, or `undefined` when one unit went once and nothing was unusual.
 * The times of an attempt are the unit's own: only the first arrival decides for the case.
 */
export function storyOf(source: Case, clocks: CaseClocks): CaseStory | undefined {
  const round = clocks.cycles.at(-1)
  const attempts = round === undefined ? [] : round.attempts.map((one) => withFacts(one, source.facts))
  const extensions = source.facts.flatMap((fact) =>
    fact.type === 'extension-approved' ? [extensionOf(fact)] : [],
  )
  const graceStartedMs = source.facts.find((fact) => fact.type === 'grace-started')?.atMs
  const graceLeftMs = source.facts.find((fact) => fact.type === 'grace-left')?.atMs
  const story: CaseStory = {
    attempts,
    extensions,
    rounds: clocks.cycles.length,
    ...(graceStartedMs === undefined ? {} : { graceStartedMs }),
    ...(graceLeftMs === undefined ? {} : { graceLeftMs }),
  }
  const paused = (round?.handle?.pauses.length ?? 0) > 0
  return isUnusual(story) || paused || graceStartedMs !== undefined ? story : undefined
}

/** More than one push, a return, an extension or a second round. Pauses are in the clock; 宽限 is another matter. */
export function isUnusual({ attempts, extensions, rounds }: CaseStory): boolean {
  const returned = attempts.some((attempt) => attempt.returnedMs !== undefined)
  return attempts.length > 1 || returned || extensions.length > 0 || rounds > 1
}

function withFacts(attempt: UnitAttempt, facts: readonly Fact[]): UnitAttempt {
  const own = (type: Fact['type']): Fact | undefined =>
    facts.find(
      (fact) => fact.type === type && fact.unitId === attempt.unitId && fact.atMs >= attempt.pushedMs,
    )
  const acknowledgedMs = own('acknowledged')?.atMs
  const returnReason = attempt.returnedMs === undefined ? undefined : own('returned')?.reason
  return {
    ...attempt,
    ...(acknowledgedMs === undefined ? {} : { acknowledgedMs }),
    ...(returnReason === undefined ? {} : { returnReason }),
  }
}

function extensionOf({ atMs, actor, reason }: Fact): Extension {
  return {
    atMs,
    ...(actor === undefined ? {} : { approver: actor }),
    ...(reason === undefined ? {} : { reason }),
  }
}
