import type { Case, Fact } from '../model/case.ts'

/** One round of dispatch and handling. A failed check begins the next one with the next dispatch. */
export interface Cycle {
  readonly dispatchMs: number
  /** Everything from the dispatch on, up to the next cycle's dispatch. */
  readonly facts: readonly Fact[]
}

/**
 * The rounds of a case, oldest first; none before the first dispatch. Within a round the first dispatch
 * is the origin: a return and a new dispatch do not restart it. The origin of a case that absorbed a
 * duplicate is the earlier of the two.
 */
export function cyclesOf(item: Case): readonly Cycle[] {
  const cycles: { dispatchMs: number; facts: Fact[] }[] = []
  let awaitsNext = true
  for (const fact of item.facts) {
    if (fact.type === 'dispatched' && awaitsNext) {
      cycles.push({ dispatchMs: fact.atMs, facts: [] })
      awaitsNext = false
    }
    cycles.at(-1)?.facts.push(fact)
    if (fact.type === 'check-failed') awaitsNext = true
  }
  const first = cycles[0]
  if (first !== undefined) first.dispatchMs = Math.min(first.dispatchMs, ...absorbedOrigins(item.facts))
  return cycles
}

function absorbedOrigins(facts: readonly Fact[]): readonly number[] {
  return facts.flatMap((fact) =>
    fact.type === 'absorbed' && fact.originMs !== undefined ? [fact.originMs] : [],
  )
}
