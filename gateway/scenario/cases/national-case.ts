import { ArrivalMethod, FactType } from '../../../proto/gen/wall/v1/case.ts'
import type { City } from '../engine/city.ts'
import type { Process } from '../engine/simulation.ts'
import { MINUTE_MS, duration, HOUR_MS } from '../engine/time.ts'
import { register } from './before-dispatch.ts'
import { openCase, type Opening } from './case-file.ts'
import { settle } from './settle.ts'

const DEPARTMENTS = ['环卫处', '市政处', '园林处', '规划执法大队', '渣土管理办'] as const

/** A case of the national limits: a department deals with it in hours, no unit of the quick response goes. */
export function* nationalCase(city: City, opening: Opening): Process {
  const { random } = city
  const file = openCase(city, opening)
  if (!(yield* register(city, file))) return
  const department = random.pick(DEPARTMENTS)
  yield random.triangular(4, 10, 30) * MINUTE_MS
  file.add(FactType.FACT_TYPE_DISPATCHED, { unitId: department, actor: '派遣席' })
  yield random.triangular(4, 15, 45) * MINUTE_MS
  file.add(FactType.FACT_TYPE_ACKNOWLEDGED, { unitId: department, actor: department })
  yield random.triangular(10, 25, 90) * MINUTE_MS
  const arrivalMethod = ArrivalMethod.ARRIVAL_METHOD_BUTTON
  file.add(FactType.FACT_TYPE_ARRIVED, {
    unitId: department,
    actor: department,
    arrivalMethod,
    byOfficer: true,
  })
  if (random.chance(0.1)) {
    const reason = '需工程施工'
    file.add(FactType.FACT_TYPE_EXTENSION_APPROVED, {
      actor: '值班长',
      reason,
      duration: duration(8 * HOUR_MS),
    })
  }
  yield random.triangular(40, 150, 480) * MINUTE_MS
  const { means, outcome } = random.weighted(city.plan.outcomes)
  const evidenceCount = random.integer(2, 6)
  const by = { unitId: department, actor: department, byOfficer: true }
  file.add(FactType.FACT_TYPE_HANDLED, { ...by, evidenceCount, outcome, means })
  yield* settle(city, file, 0)
}
