import { UnitStatus } from '../../../../proto/gen/wall/v1/duty.ts'
import type { City } from '../../engine/city.ts'
import { isFree, type ForceUnit } from '../../engine/force.ts'
import { distanceM, point } from '../../engine/geo.ts'
import type { Process } from '../../engine/simulation.ts'
import { MINUTE_MS } from '../../engine/time.ts'

/** The way of the delegation: from Harbin station along Hongjun Street to the center. Schematic. */
export const DELEGATION_ROUTE = [
  point(45.759, 126.626),
  point(45.7555, 126.637),
  point(45.752, 126.652),
  point(45.7475, 126.6655),
  point(45.743, 126.679),
  point(45.737, 126.694),
] as const

const GUARD_MS = 28 * MINUTE_MS
const WAY_MS = 5 * MINUTE_MS

/** One vehicle for each corner of the route stands guard and takes no cases until the delegation has passed. */
export function* routeGuarantee(city: City): Process {
  const { force } = city
  const guards: ForceUnit[] = []
  for (const corner of DELEGATION_ROUTE) {
    const unit = nearestVehicle(city, corner, guards)
    if (unit === undefined) continue
    guards.push(unit)
    force.setStatus(unit, UnitStatus.UNIT_STATUS_BUSY_OTHER, '')
    force.headTo(unit, corner, WAY_MS)
  }
  yield GUARD_MS
  for (const unit of guards) force.release(unit)
}

function nearestVehicle({ force }: City, target: { lat: number; lon: number }, taken: readonly ForceUnit[]) {
  return force.units
    .filter((unit) => unit.plan.vehicle !== '' && isFree(unit) && !taken.includes(unit))
    .map((unit) => ({ unit, metres: distanceM(force.positionOf(unit), target) }))
    .sort((a, b) => a.metres - b.metres)[0]?.unit
}
