import { RoadClass } from '../../../proto/gen/wall/v1/case.ts'
import type { Site } from '../engine/city.ts'
import { moved, point } from '../engine/geo.ts'
import type { Random } from '../engine/random.ts'
import { GRIDS, type LuoheGrid } from './grid.ts'
import { EAST_WEST_ROADS, LANDMARKS, NORTH_SOUTH_ROADS, SIDES } from './places.ts'

const SPREAD_M = 650
const ROAD_CLASSES = [
  { weight: 35, roadClass: RoadClass.ROAD_CLASS_MODEL },
  { weight: 40, roadClass: RoadClass.ROAD_CLASS_SECONDARY },
  { weight: 25, roadClass: RoadClass.ROAD_CLASS_BACK_LANE },
] as const

export function dutyPointId(grid: LuoheGrid): string {
  return `${grid.id}-P`
}

/** A place for the next case: busy grids more often. */
export function nextSite(random: Random): Site {
  const grid = random.weighted(GRIDS)
  const position = moved(
    point(grid.lat, grid.lon),
    random.between(-SPREAD_M, SPREAD_M),
    random.between(-SPREAD_M, SPREAD_M),
  )
  const { roadClass } = random.weighted(ROAD_CLASSES)
  return {
    address: address(random, grid),
    position,
    gridId: grid.id,
    dutyPointId: dutyPointId(grid),
    roadClass,
  }
}

function address(random: Random, grid: LuoheGrid): string {
  const share = random.share()
  const along = random.pick(EAST_WEST_ROADS)
  const across = random.pick(NORTH_SOUTH_ROADS)
  if (share < 0.45) return `${along}与${across}交叉口${random.pick(SIDES)} ${random.integer(2, 12) * 10} 米`
  if (share < 0.8) return `${random.chance(0.5) ? along : across} ${random.integer(1, 320)} 号`
  return `${grid.name}${random.pick(LANDMARKS)}`
}
