import { FactType, Source } from '../../../proto/gen/wall/v1/case.ts'
import { UnitStatus } from '../../../proto/gen/wall/v1/duty.ts'
import type { City } from '../engine/city.ts'
import { moved } from '../engine/geo.ts'
import type { Process } from '../engine/simulation.ts'
import { SECOND_MS, timestamp } from '../engine/time.ts'
import { openCase, type CaseFile } from './case-file.ts'
import { dispatch } from './response.ts'

/** Somebody reports the same thing again, a second unit is sent, and then both turn out to be one case. */
export function* reportDuplicate(city: City, main: CaseFile): Process {
  const { random, simulation, force } = city
  const position = moved(main.site.position, random.between(-30, 30), random.between(-30, 30))
  const site = { ...main.site, position }
  const source = Source.SOURCE_PUBLIC
  const copy = openCase(city, { kind: main.kind, site, source, actor: '市民热线', note: '多人反映' })
  yield random.integer(15, 30) * SECOND_MS
  copy.add(FactType.FACT_TYPE_REGISTERED, { actor: '值班长' })
  yield random.integer(10, 20) * SECOND_MS
  const unit = yield* dispatch(city, copy, '')
  const originAt = timestamp(simulation.nowMs)
  yield random.integer(8, 20) * SECOND_MS
  copy.add(FactType.FACT_TYPE_ACKNOWLEDGED, { unitId: unit.plan.id, actor: unit.plan.name })
  force.setStatus(unit, UnitStatus.UNIT_STATUS_ACKED, copy.id)
  yield random.integer(15, 40) * SECOND_MS
  const reason = '同类同址重复上报'
  copy.add(FactType.FACT_TYPE_MERGED, { actor: '值班长', relatedCaseId: main.id, reason })
  main.add(FactType.FACT_TYPE_ABSORBED, { actor: '值班长', relatedCaseId: copy.id, originAt, reason })
  force.release(unit)
}
