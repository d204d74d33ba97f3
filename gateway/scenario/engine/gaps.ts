import { Role } from '../../../proto/gen/wall/v1/duty.ts'
import type { City } from './city.ts'
import type { Roster } from './roster.ts'
import type { Process } from './simulation.ts'
import { MINUTE_MS } from './time.ts'

export type GapKind = 'unmanned' | 'auxiliaries-only' | 'silent'

const GAP_KINDS: readonly GapKind[] = ['unmanned', 'auxiliaries-only', 'silent']

/** A duty point is not what it should be, for some time. */
export function* gap(
  city: City,
  roster: Roster,
  kind: GapKind,
  dutyPointId: string,
  durationMs: number,
): Process {
  if (kind === 'silent') {
    setSilent(city, dutyPointId, true)
    yield durationMs
    setSilent(city, dutyPointId, false)
    return
  }
  roster.leave(dutyPointId, kind === 'unmanned' ? undefined : Role.ROLE_OFFICER)
  yield durationMs
  roster.comeBack(dutyPointId)
}

/** Later gaps come by chance, one after the other. */
export function* gapsByChance(city: City, roster: Roster, dutyPointIds: readonly string[]): Process {
  const { random, simulation } = city
  for (;;) {
    yield random.integer(14, 35) * MINUTE_MS
    const durationMs = random.integer(6, 16) * MINUTE_MS
    simulation.start(gap(city, roster, random.pick(GAP_KINDS), random.pick(dutyPointIds), durationMs))
  }
}

/** Nothing is heard of the units of a duty point, or they are back. */
export function setSilent(city: City, dutyPointId: string, silent: boolean): void {
  for (const unit of city.force.units) {
    if (unit.plan.dutyPointId !== dutyPointId) continue
    unit.silent = silent
    if (!silent && unit.officerCount + unit.auxiliaryCount > 0) city.force.pulse(unit)
  }
}
