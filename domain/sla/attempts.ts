import type { Fact } from '../model/case.ts'
import type { Arrival } from './arrival.ts'

/** What one unit did with one push. Units get their own times; only the case gets a result. */
export interface Attempt {
  readonly unitId: string
  readonly pushedMs: number
  readonly arrivedMs?: number
  readonly returnedMs?: number
}

export function attemptsOf(facts: readonly Fact[], arrivals: readonly Arrival[]): readonly Attempt[] {
  return facts.flatMap((fact) => {
    const { unitId } = fact
    if (fact.type !== 'dispatched' || unitId === undefined) return []
    const arrival = arrivals.find((one) => one.unitId === unitId && one.ms >= fact.atMs)
    const returned = facts.find(
      (one) => one.type === 'returned' && one.unitId === unitId && one.atMs >= fact.atMs,
    )
    return {
      unitId,
      pushedMs: fact.atMs,
      ...(arrival === undefined ? {} : { arrivedMs: arrival.ms }),
      ...(returned === undefined ? {} : { returnedMs: returned.atMs }),
    }
  })
}
