import { UnitStatus, type Unit } from '../../../proto/gen/wall/v1/duty.ts'
import { between, distanceM, type Point } from './geo.ts'
import type { Simulation } from './simulation.ts'
import { timestamp } from './time.ts'

export interface UnitPlan {
  readonly id: string
  readonly name: string
  readonly dutyPointId: string
  readonly home: Point
  readonly officerCount: number
  readonly auxiliaryCount: number
  readonly vehicle: string
  /** Moves around its home while it has no case. */
  readonly patrols: boolean
  /** May be sent to a case. */
  readonly responds: boolean
  /** How often it reports its position. */
  readonly pulseMs: number
}

interface Leg {
  readonly from: Point
  readonly to: Point
  readonly startMs: number
  readonly endMs: number
}

/** A unit as it is now. Written by `Force` only. */
export interface ForceUnit {
  readonly plan: UnitPlan
  status: UnitStatus
  statusSinceMs: number
  caseId: string
  officerCount: number
  auxiliaryCount: number
  heardAtMs: number
  /** Nothing is heard of it; it keeps its last state. */
  silent: boolean
  leg: Leg
}

const AVAILABLE: ReadonlySet<UnitStatus> = new Set<UnitStatus>([
  UnitStatus.UNIT_STATUS_AVAILABLE_POST,
  UnitStatus.UNIT_STATUS_AVAILABLE_PATROL,
])

/** All units of a city: where they are, what they do, who can go. Every change is emitted. */
export class Force {
  readonly units: readonly ForceUnit[]
  readonly #byId: ReadonlyMap<string, ForceUnit>
  readonly #simulation: Simulation

  constructor(plans: readonly UnitPlan[], simulation: Simulation) {
    this.#simulation = simulation
    this.units = plans.map((plan) => offDuty(plan, simulation.nowMs))
    this.#byId = new Map(this.units.map((unit) => [unit.plan.id, unit]))
  }

  find(id: string): ForceUnit | undefined {
    return this.#byId.get(id)
  }

  positionOf({ leg }: ForceUnit): Point {
    const span = leg.endMs - leg.startMs
    const share = span <= 0 ? 1 : (this.#simulation.nowMs - leg.startMs) / span
    return between(leg.from, leg.to, Math.min(1, Math.max(0, share)))
  }

  /** The nearest unit that is free, heard and has an officer. */
  nearestAvailable(target: Point, except: string): ForceUnit | undefined {
    let best: ForceUnit | undefined
    let bestM = Infinity
    for (const unit of this.units) {
      if (!unit.plan.responds || unit.silent || unit.officerCount === 0 || unit.plan.id === except) continue
      if (!AVAILABLE.has(unit.status)) continue
      const metres = distanceM(this.positionOf(unit), target)
      if (metres < bestM) [best, bestM] = [unit, metres]
    }
    return best
  }

  setStatus(unit: ForceUnit, status: UnitStatus, caseId: string): void {
    unit.status = status
    unit.caseId = caseId
    unit.statusSinceMs = this.#simulation.nowMs
    this.pulse(unit)
  }

  setCrew(unit: ForceUnit, officerCount: number, auxiliaryCount: number): void {
    const wasOff = unit.status === UnitStatus.UNIT_STATUS_OFF_DUTY
    unit.officerCount = officerCount
    unit.auxiliaryCount = auxiliaryCount
    if (officerCount + auxiliaryCount === 0) {
      if (unit.caseId === '') this.setStatus(unit, UnitStatus.UNIT_STATUS_OFF_DUTY, '')
    } else if (wasOff) this.setStatus(unit, freeStatus(unit), '')
    else this.pulse(unit)
  }

  /** Back to duty after a case, or off duty when the crew has left meanwhile. */
  release(unit: ForceUnit): void {
    const empty = unit.officerCount + unit.auxiliaryCount === 0
    this.setStatus(unit, empty ? UnitStatus.UNIT_STATUS_OFF_DUTY : freeStatus(unit), '')
  }

  headTo(unit: ForceUnit, target: Point, durationMs: number): void {
    const startMs = this.#simulation.nowMs
    unit.leg = { from: this.positionOf(unit), to: target, startMs, endMs: startMs + durationMs }
  }

  /** A sign of life: emits the unit as it is now. */
  pulse(unit: ForceUnit): void {
    if (unit.silent) return
    unit.heardAtMs = this.#simulation.nowMs
    this.#simulation.emit({ unit: this.#resource(unit) })
  }

  #resource(unit: ForceUnit): Unit {
    const { plan } = unit
    return {
      id: plan.id,
      name: plan.name,
      dutyPointId: plan.dutyPointId,
      status: unit.status,
      statusSince: timestamp(unit.statusSinceMs),
      position: this.positionOf(unit),
      accuracyM: 6 + (plan.id.length % 4),
      heardAt: timestamp(unit.heardAtMs),
      officerCount: unit.officerCount,
      auxiliaryCount: unit.auxiliaryCount,
      vehicle: plan.vehicle,
      caseId: unit.caseId,
    }
  }
}

export function isFree(unit: ForceUnit): boolean {
  return AVAILABLE.has(unit.status)
}

function freeStatus({ plan }: ForceUnit): UnitStatus {
  return plan.patrols ? UnitStatus.UNIT_STATUS_AVAILABLE_PATROL : UnitStatus.UNIT_STATUS_AVAILABLE_POST
}

function offDuty(plan: UnitPlan, nowMs: number): ForceUnit {
  return {
    plan,
    status: UnitStatus.UNIT_STATUS_OFF_DUTY,
    statusSinceMs: nowMs,
    caseId: '',
    officerCount: 0,
    auxiliaryCount: 0,
    heardAtMs: nowMs,
    silent: false,
    leg: { from: plan.home, to: plan.home, startMs: nowMs, endMs: nowMs },
  }
}
