import { RoadClass } from '../../../proto/gen/wall/v1/case.ts'
import type { Site } from '../engine/city.ts'
import { distanceM, moved, type Point } from '../engine/geo.ts'
import type { Random } from '../engine/random.ts'
import { DISTRICTS, type HarbinDistrict } from './districts.ts'
import { reserveId } from './force.ts'
import { hotspots } from './hotspots.ts'
import { POSTS } from './posts.ts'

const SPREAD_M = 900
const POST_REACH_M = 400
const ROAD_CLASSES = [
  { weight: 45, roadClass: RoadClass.ROAD_CLASS_MODEL },
  { weight: 35, roadClass: RoadClass.ROAD_CLASS_SECONDARY },
  { weight: 20, roadClass: RoadClass.ROAD_CLASS_BACK_LANE },
] as const

export function nextSite(random: Random): Site {
  const district = random.weighted(DISTRICTS)
  const spot = random.weighted(hotspots(district.code))
  const spread = () => random.between(-SPREAD_M, SPREAD_M)
  const position = moved(spot, spread(), spread())
  const road = random.pick(district.roads)
  const address = random.chance(0.6)
    ? `${district.name}${road} ${random.integer(1, 420)} 号`
    : `${named(district, spot)}附近 ${random.integer(3, 30) * 10} 米`
  return siteAt(district, position, address, random.weighted(ROAD_CLASSES).roadClass)
}

/** A spot that is called after its district needs its name once. */
function named(district: HarbinDistrict, { name }: { readonly name: string }): string {
  return name.startsWith(district.name) ? name : `${district.name}${name}`
}

export function siteAt(
  district: HarbinDistrict,
  position: Point,
  address: string,
  roadClass: RoadClass,
): Site {
  const post = POSTS.find((candidate) => distanceM(candidate.position, position) <= POST_REACH_M)
  return { address, position, gridId: district.id, dutyPointId: post?.id ?? reserveId(district), roadClass }
}
