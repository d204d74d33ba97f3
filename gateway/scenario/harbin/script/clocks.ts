import { PARKING_KIND, ROAD_TRADE_KIND } from '../../cases/kinds.ts'
import { leaveInGrace, startGrace } from '../../cases/before-dispatch.ts'
import { dispatchedCase } from '../../cases/quick-case.ts'
import type { ResponsePlan } from '../../cases/response-plan.ts'
import type { City } from '../../engine/city.ts'
import type { Process } from '../../engine/simulation.ts'
import { MINUTE_MS, SECOND_MS } from '../../engine/time.ts'
import { fileAtOnce, openAt } from './scripted-case.ts'

/** Stuck in the crowd: on site after 5:52. Dispatched at 18:00, it breaches at 18:05. */
const ARRIVES_LATE: ResponsePlan = {
  ackMs: 21 * SECOND_MS,
  goMs: 48 * SECOND_MS,
  arriveMs: 352 * SECOND_MS,
  handleMs: 581 * SECOND_MS,
}

/** At risk from 8:00 on, and handled after 9:38. */
const JUST_HANDLED: ResponsePlan = {
  ackMs: 12 * SECOND_MS,
  goMs: 25 * SECOND_MS,
  arriveMs: 236 * SECOND_MS,
  handleMs: 578 * SECOND_MS,
}

export function* lateArrival(city: City): Process {
  const file = openAt(city, 'central-street', ROAD_TRADE_KIND, 120, '人流密集')
  yield* fileAtOnce(city, file)
  yield* dispatchedCase(city, file, { smooth: true, plan: ARRIVES_LATE })
}

export function* savedHandling(city: City): Process {
  const file = openAt(city, 'st-sophia', ROAD_TRADE_KIND, 120)
  yield* fileAtOnce(city, file)
  yield* dispatchedCase(city, file, { smooth: true, plan: JUST_HANDLED })
}

const GRACE_USED_MS = 9 * MINUTE_MS + 40 * SECOND_MS

/** A car that got its reminder leaves when 9:40 of its ten minutes are used. */
export function* graceToTheEnd(city: City): Process {
  const file = openAt(city, 'zhaolin-park', PARKING_KIND, 100)
  yield* fileAtOnce(city, file)
  startGrace(file)
  yield GRACE_USED_MS
  yield* leaveInGrace(city, file)
}
