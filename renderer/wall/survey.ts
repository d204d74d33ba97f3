import { readClock, isOpen, type ClockReading, type ClockState } from '../../domain/sla/clock-state.ts'
import type { ClockKind, ClockRecord } from '../../domain/sla/clock-record.ts'
import type { CaseItem } from '../../domain/view/items.ts'
import { laneOf, type Lane } from './lanes.ts'

export interface OpenClock {
  readonly item: CaseItem
  readonly clock: ClockRecord
  readonly reading: ClockReading
}

export type Tally = Record<ClockKind, number>

/** Urgency of a case on the map and in a lane: the worst of its open clocks. */
export type CaseUrgency = 'breached' | 'presumed' | 'at-risk' | 'normal'

export interface LaneAge {
  readonly ageMs: number
  readonly urgency: CaseUrgency
}

/** Cases of a lane near or past a limit. */
export interface LaneUrgent {
  readonly count: number
  readonly worst: CaseUrgency
}

/** Everything that the passing of a second can change, found in one pass over the open cases. */
export interface Survey {
  readonly nowMs: number
  /** By remaining time, least first. */
  readonly clocks: readonly OpenClock[]
  readonly breached: Readonly<Tally>
  readonly presumed: Readonly<Tally>
  readonly urgencyOf: ReadonlyMap<string, CaseUrgency>
  readonly laneAges: ReadonlyMap<Lane, LaneAge>
  readonly laneUrgent: ReadonlyMap<Lane, LaneUrgent>
  readonly policyMissing: readonly CaseItem[]
}

const URGENCY: Partial<Record<ClockState, CaseUrgency>> = {
  breached: 'breached',
  presumed: 'presumed',
  'at-risk': 'at-risk',
}
const RANK: Record<CaseUrgency, number> = { breached: 0, presumed: 1, 'at-risk': 2, normal: 3 }

/** 宽限 that ran out asks for the next step; nobody has missed a limit, so it is not the highest. */
export function urgencyOfClock(clock: ClockRecord, state: ClockState): CaseUrgency {
  const urgency = URGENCY[state] ?? 'normal'
  return clock.kind === 'grace' && urgency !== 'normal' ? 'at-risk' : urgency
}

export function surveyOf(open: Iterable<CaseItem>, nowMs: number, knownToMs: number): Survey {
  const clocks: OpenClock[] = []
  const breached: Tally = { arrive: 0, handle: 0, grace: 0 }
  const presumed: Tally = { arrive: 0, handle: 0, grace: 0 }
  const urgencyOf = new Map<string, CaseUrgency>()
  const laneAges = new Map<Lane, LaneAge>()
  const laneUrgent = new Map<Lane, LaneUrgent>()
  const policyMissing: CaseItem[] = []
  for (const item of open) {
    if (item.policyMissing === true) policyMissing.push(item)
    let urgency: CaseUrgency = 'normal'
    for (const clock of item.clocks) {
      if (clock.stopMs !== undefined) continue
      const reading = readClock(clock, nowMs, knownToMs)
      if (!isOpen(reading.state)) continue
      clocks.push({ item, clock, reading })
      if (reading.state === 'breached') breached[clock.kind]++
      if (reading.state === 'presumed') presumed[clock.kind]++
      urgency = worse(urgency, urgencyOfClock(clock, reading.state))
    }
    if (urgency !== 'normal') urgencyOf.set(item.id, urgency)
    noteLane(item, urgency, nowMs, laneAges, laneUrgent)
  }
  clocks.sort(byRemaining)
  return { nowMs, clocks, breached, presumed, urgencyOf, laneAges, laneUrgent, policyMissing }
}

function noteLane(
  item: CaseItem,
  urgency: CaseUrgency,
  nowMs: number,
  ages: Map<Lane, LaneAge>,
  urgent: Map<Lane, LaneUrgent>,
): void {
  const lane = laneOf(item)
  const ageMs = Math.max(0, nowMs - item.stageSinceMs)
  const oldest = ages.get(lane)
  if (oldest === undefined || ageMs > oldest.ageMs) ages.set(lane, { ageMs, urgency })
  if (urgency === 'normal') return
  const before = urgent.get(lane) ?? { count: 0, worst: 'normal' }
  urgent.set(lane, { count: before.count + 1, worst: worse(before.worst, urgency) })
}

function worse(a: CaseUrgency, b: CaseUrgency): CaseUrgency {
  return RANK[a] <= RANK[b] ? a : b
}

function byRemaining(a: OpenClock, b: OpenClock): number {
  const difference = a.reading.remainingMs - b.reading.remainingMs
  if (difference !== 0) return difference
  return a.item.id < b.item.id ? -1 : 1
}
