import { ArrivalMethod, FactType, Source } from '../../../../proto/gen/wall/v1/case.ts'
import { UnitStatus } from '../../../../proto/gen/wall/v1/duty.ts'
import { openCase, type CaseFile } from '../../cases/case-file.ts'
import { STALL_KIND } from '../../cases/kinds.ts'
import { dispatchedCase } from '../../cases/quick-case.ts'
import { dispatch, submitResult } from '../../cases/response.ts'
import { settle } from '../../cases/settle.ts'
import type { City } from '../../engine/city.ts'
import { setSilent } from '../../engine/gaps.ts'
import type { Process } from '../../engine/simulation.ts'
import { MINUTE_MS, SECOND_MS, duration, timestamp } from '../../engine/time.ts'
import { POSTS } from '../posts.ts'
import { fileAtOnce, near, openAt, placeOf, siteNear } from './scripted-case.ts'

export const OUTAGE_CASE_COUNT = 12
const OUTAGE_MS = 4 * MINUTE_MS
const DEVICE_OFFSET_MS = 700

/**
 * The uplink of Ice and Snow World fails for four minutes. Its posts fall silent; what their handsets saw meanwhile
 * arrives afterwards, in any order, with the stamps of the devices.
 */
export function* uplinkOutage(city: City): Process {
  const { random, simulation } = city
  const zone = POSTS.filter((post) => post.zone === 'ice-snow-world')
  const lostMs = simulation.nowMs
  for (const { id } of zone) setSilent(city, id, true)
  yield OUTAGE_MS
  for (const { id } of zone) setSilent(city, id, false)
  for (let index = 0; index < OUTAGE_CASE_COUNT; index += 1) {
    // Seven and twelve share no divisor: the stamps jump back and forth over the outage.
    const seenShare = ((index * 7) % OUTAGE_CASE_COUNT) / OUTAGE_CASE_COUNT
    simulation.start(bufferedCase(city, lostMs + Math.round(seenShare * OUTAGE_MS)))
    yield random.integer(300, 900)
  }
}

function* bufferedCase(city: City, seenMs: number): Process {
  const place = placeOf('ice-snow-world')
  const site = siteNear(place, near(city, place, 350))
  const source = Source.SOURCE_PATROL
  const reported = { deviceAt: timestamp(seenMs), deviceOffset: duration(DEVICE_OFFSET_MS), buffered: true }
  const file = openCase(city, { kind: STALL_KIND, site, source, actor: '冰雪大世界巡查组', reported })
  yield* fileAtOnce(city, file)
  yield city.random.integer(20, 240) * SECOND_MS
  yield* dispatchedCase(city, file, { smooth: true })
}

/** Dispatched just before the loss: its arrival in time becomes known only when the link is back. */
export function* arrivalInOutage(city: City): Process {
  const file = openAt(city, 'ice-snow-world', STALL_KIND, 200)
  yield* fileAtOnce(city, file)
  const unit = yield* dispatch(city, file, '')
  const by = { unitId: unit.plan.id, actor: unit.plan.name }
  yield 15 * SECOND_MS
  file.add(FactType.FACT_TYPE_ACKNOWLEDGED, by)
  city.force.setStatus(unit, UnitStatus.UNIT_STATUS_ACKED, file.id)
  yield 20 * SECOND_MS
  file.add(FactType.FACT_TYPE_EN_ROUTE, by)
  city.force.setStatus(unit, UnitStatus.UNIT_STATUS_EN_ROUTE, file.id)
  unit.silent = true
  city.force.headTo(unit, file.site.position, 3 * MINUTE_MS)
  const arrivedMs = city.simulation.nowMs + 3 * MINUTE_MS
  yield 5 * MINUTE_MS
  unit.silent = false
  addBufferedArrival(city, file, by, arrivedMs)
  city.force.setStatus(unit, UnitStatus.UNIT_STATUS_HANDLING, file.id)
  yield 100 * SECOND_MS
  submitResult(city, file, unit)
  city.force.release(unit)
  yield* settle(city, file, 0)
}

function addBufferedArrival(
  city: City,
  file: CaseFile,
  by: { unitId: string; actor: string },
  arrivedMs: number,
) {
  file.add(FactType.FACT_TYPE_ARRIVED, {
    ...by,
    deviceAt: timestamp(arrivedMs),
    deviceOffset: duration(DEVICE_OFFSET_MS),
    buffered: true,
    byOfficer: true,
    distanceM: city.random.integer(8, 40),
    accuracyM: city.random.integer(5, 15),
    arrivalMethod: ArrivalMethod.ARRIVAL_METHOD_BUTTON,
  })
}
