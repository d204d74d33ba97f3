import type { Fact } from '../model/case.ts'
import type { SlaPolicy } from '../model/policy.ts'
import type { ClockRecord } from './clock-record.ts'
import { factTime } from './fact-time.ts'

export interface Arrival {
  readonly ms: number
  readonly unitId: string | undefined
  readonly flag: ClockRecord['flag']
}

/**
 * Every arrival that counts, earliest first; the first one decides for the case. An arrival is
 * - an officer's press with a fix within the policy's radius, or without any fix (`unverified`);
 * - enough consecutive fixes inside the target's radius, accurate enough: at the last of them;
 * - an entry by a seat operator (`manual`).
 * A press from farther away is not an arrival.
 */
export function arrivalsOf(
  facts: readonly Fact[],
  policy: SlaPolicy,
  dispatchMs: number,
): readonly Arrival[] {
  const arrivals: Arrival[] = []
  const insideInARow = new Map<string, number>()
  const timed = facts
    .map((fact) => ({ fact, time: factTime(fact, policy, dispatchMs) }))
    .sort((a, b) => a.time.ms - b.time.ms)
  for (const { fact, time } of timed) {
    const arrived =
      fact.type === 'arrived'
        ? countsAsArrival(fact, policy)
        : fact.type === 'fix' && completesRow(fact, policy, insideInARow)
    if (!arrived) continue
    const flag = time.lateUnverified ? 'late-unverified' : flagOf(fact)
    arrivals.push({ ms: time.ms, unitId: fact.unitId, flag })
  }
  return arrivals
}

function countsAsArrival(fact: Fact, policy: SlaPolicy): boolean {
  if (fact.arrivalMethod === 'manual') return true
  if (fact.byOfficer !== true) return false
  return fact.distanceM === undefined || fact.distanceM <= policy.buttonRadiusM
}

function completesRow(fact: Fact, policy: SlaPolicy, insideInARow: Map<string, number>): boolean {
  if (fact.unitId === undefined || fact.byOfficer !== true) return false
  const inside =
    fact.distanceM !== undefined &&
    fact.distanceM <= policy.fixRadiusM &&
    fact.accuracyM !== undefined &&
    fact.accuracyM <= policy.fixAccuracyM
  const row = inside ? (insideInARow.get(fact.unitId) ?? 0) + 1 : 0
  insideInARow.set(fact.unitId, row)
  return row === policy.fixCount
}

function flagOf(fact: Fact): ClockRecord['flag'] {
  if (fact.type !== 'arrived') return undefined
  if (fact.arrivalMethod === 'manual') return 'manual'
  return fact.distanceM === undefined ? 'unverified' : undefined
}
