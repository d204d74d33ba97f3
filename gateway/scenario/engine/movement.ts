import type { City } from './city.ts'
import { isFree, type ForceUnit } from './force.ts'
import { distanceM, moved } from './geo.ts'
import type { Process } from './simulation.ts'

const PATROL_RADIUS_M = 600
const WALK_M_PER_S = 1.3
const DRIVE_M_PER_S = 6
/** Before the wall opens nobody sees a position: only the last ones count. */
const LEAD_MS = 300_000

/** Every unit reports its position now and then, out of step with the others, and walks where it has to. */
export function startMovement(city: City): void {
  for (const unit of city.force.units) {
    const offsetMs = city.random.integer(0, unit.plan.pulseMs)
    city.simulation.start(pulses(city, unit), city.plan.startMs - LEAD_MS + offsetMs)
  }
}

function* pulses(city: City, unit: ForceUnit): Process {
  const { force, random, simulation } = city
  for (;;) {
    const onDuty = unit.officerCount + unit.auxiliaryCount > 0
    if (onDuty && isFree(unit) && simulation.nowMs >= unit.leg.endMs) chooseLeg(city, unit)
    if (onDuty) force.pulse(unit)
    yield unit.plan.pulseMs + random.integer(-1_500, 1_500)
  }
}

/** Patrols take the next straight piece of their round; posts walk back to their place. */
function chooseLeg({ force, random }: City, unit: ForceUnit): void {
  const { home, patrols, vehicle } = unit.plan
  const here = force.positionOf(unit)
  const spreadM = patrols ? PATROL_RADIUS_M : 15
  const goal = moved(home, random.between(-spreadM, spreadM), random.between(-spreadM, spreadM))
  const metres = distanceM(here, goal)
  const speed = vehicle !== '' && metres > 100 ? DRIVE_M_PER_S : WALK_M_PER_S
  force.headTo(unit, goal, Math.max(10_000, (metres / speed) * 1_000))
}
