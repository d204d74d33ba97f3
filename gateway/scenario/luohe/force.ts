import type { Band, DutyPoint } from '../../../proto/gen/wall/v1/duty.ts'
import type { UnitPlan } from '../engine/force.ts'
import { moved, point } from '../engine/geo.ts'
import { minuteOfDay } from '../engine/time.ts'
import { GRIDS, type LuoheGrid } from './grid.ts'
import { dutyPointId } from './sites.ts'

export const BANDS: readonly Band[] = [
  { name: '早', startMinute: minuteOfDay('07:00'), endMinute: minuteOfDay('11:00') },
  { name: '中', startMinute: minuteOfDay('11:00'), endMinute: minuteOfDay('19:00') },
  { name: '晚', startMinute: minuteOfDay('19:00'), endMinute: minuteOfDay('23:00') },
]

export function dutyPoints(): readonly DutyPoint[] {
  return GRIDS.map((grid) => ({
    id: dutyPointId(grid),
    name: grid.name,
    gridId: grid.id,
    position: point(grid.lat, grid.lon),
    radiusM: 200,
    requiredOfficers: 2,
    bands: [...BANDS],
    inEventZone: false,
  }))
}

/**
 * Each point has two groups of an officer and an auxiliary that go to cases, and three auxiliaries who walk their
 * round and report: 54 units, 36 officers and 90 auxiliaries, 126 people on a band.
 */
export function unitPlans(): readonly UnitPlan[] {
  return GRIDS.flatMap((grid) => [unit(grid, 1), unit(grid, 2), unit(grid, 3)])
}

function unit(grid: LuoheGrid, number: 1 | 2 | 3): UnitPlan {
  const patrols = number === 3
  return {
    id: `${grid.id}-U${number}`,
    name: patrols ? `${grid.name} 巡查组` : `${grid.name} ${number} 组`,
    dutyPointId: dutyPointId(grid),
    home: moved(point(grid.lat, grid.lon), (number - 2) * 20, number * 8),
    officerCount: patrols ? 0 : 1,
    auxiliaryCount: patrols ? 3 : 1,
    vehicle: number === 1 ? `电动巡逻车 ${grid.id.slice(-2)}` : '',
    patrols,
    responds: !patrols,
    pulseMs: patrols ? 12_000 : 15_000,
  }
}
