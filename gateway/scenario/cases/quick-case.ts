import type { City } from '../engine/city.ts'
import type { Process } from '../engine/simulation.ts'
import { SECOND_MS } from '../engine/time.ts'
import { grace, register, shout } from './before-dispatch.ts'
import { openCase, type CaseFile, type Opening } from './case-file.ts'
import { reportDuplicate } from './duplicate.ts'
import { respond, type ResponseOptions } from './response.ts'
import { settle } from './settle.ts'

const GRACE_SHARE = 0.3
const SHOUT_SHARE = 0.62
const SHOUT_SUCCESS_SHARE = 0.48
const DUPLICATE_SHARE = 0.03

/** A case of the quick response, from the report to the evaluation. */
export function* quickCase(city: City, opening: Opening): Process {
  const { random } = city
  const file = openCase(city, opening)
  if (!(yield* register(city, file))) return
  if (file.kind.grace && random.chance(GRACE_SHARE)) {
    if (yield* grace(city, file)) return
  } else if (file.kind.shout && random.chance(SHOUT_SHARE)) {
    if (yield* shout(city, file, SHOUT_SUCCESS_SHARE)) return
  }
  yield random.triangular(20, 90, 280) * SECOND_MS
  yield* dispatchedCase(city, file, {})
}

/** The rest of a case that has been filed and needs a unit. */
export function* dispatchedCase(city: City, file: CaseFile, options: ResponseOptions): Process {
  if (options.smooth !== true && city.random.chance(DUPLICATE_SHARE)) {
    city.simulation.start(reportDuplicate(city, file), city.simulation.nowMs + 20 * SECOND_MS)
  }
  yield* respond(city, file, options)
  yield* settle(city, file, options.smooth === true ? 0 : undefined)
}
