import type { Case, Fact } from '../model/case.ts'
import type { SlaPolicy } from '../model/policy.ts'
import { arrivalsOf, type Arrival } from './arrival.ts'
import { attemptsOf, type Attempt } from './attempts.ts'
import type { ClockRecord, VoidReason } from './clock-record.ts'
import { cyclesOf, type Cycle } from './cycles.ts'
import { withEventLimit, type EventLimit, type PolicyInForce } from './event-limit.ts'
import { factTime } from './fact-time.ts'
import { stretchOf } from './pauses.ts'
import { policyAt } from './policy-at.ts'

/** The clocks of one round; `handle` is absent while its origin, the arrival, has not happened. */
export interface CycleClocks {
  readonly dispatchMs: number
  readonly arrive: ClockRecord
  readonly handle?: ClockRecord
  readonly attempts: readonly Attempt[]
}

export interface CaseClocks {
  /** Oldest first. Statistics use the first, a wall shows the last. */
  readonly cycles: readonly CycleClocks[]
  readonly grace?: ClockRecord
  /** A quick case was dispatched while no policy was in force: nothing can be said of its times. */
  readonly policyMissing: boolean
}

const NO_CLOCKS: CaseClocks = { cycles: [], policyMissing: false }

/**
 * The clocks of a case from its facts, the policies and the limits of an active event, pure (I5). Only quick cases
 * have them. What is returned are instants; `readClock` turns them into a state for a given time.
 */
export function clocksOfCase(
  item: Case,
  policies: readonly SlaPolicy[],
  limits: readonly EventLimit[] = [],
): CaseClocks {
  if (item.responseClass !== 'quick') return NO_CLOCKS
  const rounds = cyclesOf(item)
  const grace = graceClock(item, policies)
  const voidReason = voidReasonOf(item.facts)
  const exempt = item.facts.some((fact) => fact.type === 'exempted')
  const cycles: CycleClocks[] = []
  let policyMissing = false
  for (const cycle of rounds) {
    const policy = policyAt(policies, 'quick', cycle.dispatchMs)
    if (policy === undefined) policyMissing = true
    else {
      const inForce = withEventLimit(policy, limits, item.position, cycle.dispatchMs)
      cycles.push(cycleClocks(cycle, inForce, voidReason, exempt))
    }
  }
  return { cycles, policyMissing, ...(grace === undefined ? {} : { grace }) }
}

function cycleClocks(
  cycle: Cycle,
  { policy, profileId }: PolicyInForce,
  voidReason: VoidReason | undefined,
  exempt: boolean,
): CycleClocks {
  const dispatchMs = originOf(cycle, policy)
  const arrivals = arrivalsOf(cycle.facts, policy, dispatchMs)
  const done = doneOf(cycle.facts, policy, dispatchMs)
  const arrival = arrivals.find((one) => done === undefined || one.ms <= done.ms)
  const common = {
    atRiskPercent: policy.atRiskPercent,
    ...(voidReason === undefined ? {} : { voidReason }),
    ...(exempt ? { exempt } : {}),
    ...(profileId === undefined ? {} : { profileId }),
  }
  const arrive: ClockRecord = {
    kind: 'arrive',
    startMs: dispatchMs,
    limitMs: policy.arriveLimitMs,
    pauses: [],
    ...common,
    ...(arrival === undefined ? (done === undefined ? {} : { noArrival: true }) : stopAt(arrival)),
  }
  const handleStartMs = policy.handleOrigin === 'arrival' ? arrival?.ms : dispatchMs
  const attempts = attemptsOf(cycle.facts, arrivals)
  if (handleStartMs === undefined) return { dispatchMs, arrive, attempts }
  const handle: ClockRecord = {
    kind: 'handle',
    startMs: handleStartMs,
    ...stretchOf(cycle.facts, policy, handleStartMs),
    ...common,
    ...(done === undefined ? {} : stopAt(done)),
  }
  return { dispatchMs, arrive, handle, attempts }
}

/** Where the policy says so, a return before anybody arrived moves the origin to the next push. */
function originOf(cycle: Cycle, policy: SlaPolicy): number {
  if (!policy.restartOnReturn) return cycle.dispatchMs
  let originMs = cycle.dispatchMs
  let returned = false
  for (const fact of cycle.facts) {
    if (fact.type === 'arrived') return originMs
    if (fact.type === 'returned') returned = true
    if (fact.type === 'dispatched' && returned) {
      originMs = fact.atMs
      returned = false
    }
  }
  return originMs
}

/** The first handling result with evidence by an officer; a case closed without one stops there, unverified. */
function doneOf(facts: readonly Fact[], policy: SlaPolicy, dispatchMs: number): Arrival | undefined {
  const handled = facts.find(
    (fact) =>
      fact.type === 'handled' &&
      fact.byOfficer === true &&
      fact.outcome !== undefined &&
      (fact.evidenceCount ?? 0) >= policy.evidenceRequired,
  )
  if (handled !== undefined) {
    const time = factTime(handled, policy, dispatchMs)
    return {
      ms: time.ms,
      unitId: handled.unitId,
      flag: time.lateUnverified ? 'late-unverified' : undefined,
    }
  }
  const closed = facts.find((fact) => fact.type === 'closed')
  return closed === undefined ? undefined : { ms: closed.atMs, unitId: undefined, flag: 'unverified' }
}

function stopAt(stop: Arrival): Pick<ClockRecord, 'stopMs' | 'unitId' | 'flag'> {
  return {
    stopMs: stop.ms,
    ...(stop.unitId === undefined ? {} : { unitId: stop.unitId }),
    ...(stop.flag === undefined ? {} : { flag: stop.flag }),
  }
}

function voidReasonOf(facts: readonly Fact[]): VoidReason | undefined {
  for (const fact of facts) {
    if (fact.type === 'voided' || fact.type === 'refused' || fact.type === 'merged') return fact.type
    if (fact.type === 'closed' && fact.outcome === 'voice-corrected') return 'voice-corrected'
  }
  return undefined
}

/**
 * 宽限: from the reminder to the driver until the vehicle has left. Independent of the other two: when it has
 * run out the vehicle stayed, which is no fault of a unit. It ends without a result once the case is handled.
 */
function graceClock(item: Case, policies: readonly SlaPolicy[]): ClockRecord | undefined {
  const started = item.facts.find((fact) => fact.type === 'grace-started')
  if (started === undefined) return undefined
  const policy = policyAt(policies, 'quick', started.atMs)
  if (policy === undefined) return undefined
  const left = item.facts.find((fact) => fact.type === 'grace-left')
  const handled = item.facts.some((fact) => fact.type === 'handled' || fact.type === 'closed')
  if (left === undefined && handled) return undefined
  return {
    kind: 'grace',
    startMs: started.atMs,
    limitMs: policy.graceLimitMs,
    atRiskPercent: policy.atRiskPercent,
    pauses: [],
    ...(left === undefined ? {} : { stopMs: left.atMs }),
  }
}
