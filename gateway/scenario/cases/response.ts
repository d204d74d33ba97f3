import { ArrivalMethod, FactType } from '../../../proto/gen/wall/v1/case.ts'
import { UnitStatus } from '../../../proto/gen/wall/v1/duty.ts'
import type { City } from '../engine/city.ts'
import type { ForceUnit } from '../engine/force.ts'
import { distanceM } from '../engine/geo.ts'
import type { Process } from '../engine/simulation.ts'
import { MINUTE_MS, SECOND_MS, duration } from '../engine/time.ts'
import type { CaseFile } from './case-file.ts'
import { planResponse, USUAL, type ResponsePlan, type ResponseShares } from './response-plan.ts'
import { PAUSE_REASONS, RETURN_REASONS, SEAT_NOTES } from './texts.ts'

type Waits<T> = Generator<number, T, void>

const RETRY_MS = 20 * SECOND_MS
const DISPATCHER = '派遣席'

export interface ResponseOptions {
  readonly shares?: ResponseShares
  /** How exactly it goes, for a scripted case. */
  readonly plan?: ResponsePlan
  /** Nothing unusual: no return to the center, no pause. */
  readonly smooth?: boolean
}

/** One cycle from the dispatch to the handling, by one unit, or by a second one when the first gives it back. */
export function* respond(city: City, file: CaseFile, options: ResponseOptions = {}): Waits<void> {
  const { force, random } = city
  const shares = options.shares ?? USUAL
  let unit = yield* dispatch(city, file, '')
  if (options.smooth !== true && random.chance(0.025)) {
    yield random.integer(15, 50) * SECOND_MS
    file.add(FactType.FACT_TYPE_ACKNOWLEDGED, { unitId: unit.plan.id, actor: unit.plan.name })
    yield random.integer(10, 40) * SECOND_MS
    const reason = random.pick(RETURN_REASONS)
    file.add(FactType.FACT_TYPE_RETURNED, { unitId: unit.plan.id, actor: unit.plan.name, reason })
    force.release(unit)
    yield random.integer(10, 30) * SECOND_MS
    unit = yield* dispatch(city, file, unit.plan.id)
  }
  const metres = distanceM(force.positionOf(unit), file.site.position)
  const plan = options.plan ?? planResponse(random, shares, (metres / city.plan.topSpeed) * SECOND_MS)
  yield* travel(city, file, unit, plan)
  yield* handle(city, file, unit, plan, options.smooth !== true && random.chance(0.02))
}

export function* dispatch(city: City, file: CaseFile, except: string): Waits<ForceUnit> {
  const { force } = city
  let unit = force.nearestAvailable(file.site.position, except)
  while (unit === undefined) {
    yield RETRY_MS
    unit = force.nearestAvailable(file.site.position, except)
  }
  file.add(FactType.FACT_TYPE_DISPATCHED, { unitId: unit.plan.id, actor: DISPATCHER })
  force.setStatus(unit, UnitStatus.UNIT_STATUS_DISPATCHED, file.id)
  return unit
}

export function* travel(city: City, file: CaseFile, unit: ForceUnit, plan: ResponsePlan): Waits<void> {
  const { force, random } = city
  const by = { unitId: unit.plan.id, actor: unit.plan.name }
  yield plan.ackMs
  if (random.chance(0.06))
    file.add(FactType.FACT_TYPE_NOTED, { actor: '坐席 01', note: random.pick(SEAT_NOTES) })
  file.add(FactType.FACT_TYPE_ACKNOWLEDGED, by)
  force.setStatus(unit, UnitStatus.UNIT_STATUS_ACKED, file.id)
  yield plan.goMs - plan.ackMs
  file.add(FactType.FACT_TYPE_EN_ROUTE, by)
  force.setStatus(unit, UnitStatus.UNIT_STATUS_EN_ROUTE, file.id)
  const travelMs = plan.arriveMs - plan.goMs
  force.headTo(unit, file.site.position, travelMs)
  const metres = distanceM(force.positionOf(unit), file.site.position)
  yield Math.round(travelMs / 2)
  file.add(FactType.FACT_TYPE_FIX, {
    ...by,
    distanceM: Math.round(metres / 2),
    accuracyM: random.integer(5, 18),
  })
  const approachMs = Math.min(8 * SECOND_MS, Math.floor(travelMs / 4))
  yield travelMs - Math.round(travelMs / 2) - approachMs
  file.add(FactType.FACT_TYPE_FIX, {
    ...by,
    distanceM: random.integer(25, 48),
    accuracyM: random.integer(5, 20),
  })
  yield approachMs
  yield* arrive(city, file, unit)
}

/** Mostly proved by the second fix and a pressed button; now and then by the button alone, or by the seat. */
function* arrive(city: City, file: CaseFile, unit: ForceUnit): Waits<void> {
  const { force, random } = city
  const by = { unitId: unit.plan.id, actor: unit.plan.name, byOfficer: true }
  const fix = { distanceM: random.integer(6, 40), accuracyM: random.integer(4, 16) }
  const share = random.share()
  const button = ArrivalMethod.ARRIVAL_METHOD_BUTTON
  if (share < 0.9) {
    file.add(FactType.FACT_TYPE_FIX, { ...by, ...fix })
    file.add(FactType.FACT_TYPE_ARRIVED, { ...by, ...fix, arrivalMethod: button })
  } else if (share < 0.98) {
    file.add(FactType.FACT_TYPE_ARRIVED, { ...by, arrivalMethod: button })
  } else {
    const arrivalMethod = ArrivalMethod.ARRIVAL_METHOD_MANUAL
    file.add(FactType.FACT_TYPE_ARRIVED, {
      ...by,
      actor: '坐席 02',
      arrivalMethod,
      reason: '视频确认单位已到场',
    })
  }
  force.setStatus(unit, UnitStatus.UNIT_STATUS_ON_SCENE, file.id)
}

function* handle(
  city: City,
  file: CaseFile,
  unit: ForceUnit,
  plan: ResponsePlan,
  pauses: boolean,
): Waits<void> {
  const { force } = city
  const firstActionMs = Math.min(30 * SECOND_MS, Math.floor((plan.handleMs - plan.arriveMs) / 2))
  yield firstActionMs
  force.setStatus(unit, UnitStatus.UNIT_STATUS_HANDLING, file.id)
  if (pauses) yield* pause(city, file, unit)
  yield plan.handleMs - plan.arriveMs - firstActionMs
  submitResult(city, file, unit)
  force.setStatus(unit, UnitStatus.UNIT_STATUS_CLEARING, file.id)
  city.simulation.start(standDown(city, unit))
}

export function submitResult({ plan, random }: City, file: CaseFile, unit: ForceUnit): void {
  const { means, outcome } = random.weighted(plan.outcomes)
  const evidenceCount = random.integer(1, 4)
  const by = { unitId: unit.plan.id, actor: unit.plan.name, byOfficer: true }
  file.add(FactType.FACT_TYPE_HANDLED, { ...by, evidenceCount, outcome, means })
}

function* pause({ random }: City, file: CaseFile, unit: ForceUnit): Waits<void> {
  const reason = random.pick(PAUSE_REASONS)
  file.add(FactType.FACT_TYPE_PAUSE_REQUESTED, { unitId: unit.plan.id, actor: unit.plan.name, reason })
  yield random.integer(10, 40) * SECOND_MS
  const lengthMs = random.integer(4, 12) * MINUTE_MS
  file.add(FactType.FACT_TYPE_PAUSE_APPROVED, { actor: '值班长', reason, duration: duration(lengthMs) })
  yield lengthMs - random.integer(10, 60) * SECOND_MS
  file.add(FactType.FACT_TYPE_RESUMED, { unitId: unit.plan.id, actor: unit.plan.name })
}

/** The unit packs up and walks back to its post. */
function* standDown({ force, random }: City, unit: ForceUnit): Process {
  yield random.integer(30, 75) * SECOND_MS
  force.release(unit)
}
