import { invariant } from '../../../domain/assert.ts'
import { moved, point, type Point } from '../engine/geo.ts'
import { DISTRICTS } from './districts.ts'
import { PLACES } from './places.ts'

export type ZoneId = 'center' | 'ice-snow-world' | 'central-street'

/** A fixed post on foot. */
export interface HarbinPost {
  readonly id: string
  readonly name: string
  readonly districtCode: string
  readonly position: Point
  readonly officerCount: number
  readonly zone: ZoneId | undefined
}

/** Central Street, from the Flood Monument to Jingwei Street: a section chief and ten officers at five posts. */
const CENTRAL_STREET_NORTH = point(45.779, 126.611)
const CENTRAL_STREET_SOUTH = point(45.766, 126.613)
const CENTRAL_STREET_OFFICERS = [3, 2, 2, 2, 2] as const

const CENTER_POSTS = ['北门', '东门', '南门', '西门', '红旗大街口', '地铁口', '停车场', '安检外场'] as const
const ICE_POSTS = ['正门', '东门', '北门', '停车场', '公交站', '江桥引道'] as const

/** Officers on fixed posts; the crews of the vehicles make up the rest of the 1,340. */
export const POST_OFFICER_COUNT = 420

function ring(placeId: string, zone: ZoneId, names: readonly string[], officers: number, radiusM: number) {
  const place = PLACES.find(({ id }) => id === placeId)
  invariant(place !== undefined, `place ${placeId} exists`)
  return names.map((name, index): HarbinPost => {
    const angle = (2 * Math.PI * index) / names.length
    return {
      id: `HRB-P-${zone}-${index + 1}`,
      name: `${place.short}${name}岗`,
      districtCode: place.districtCode,
      position: moved(place, Math.sin(angle) * radiusM, Math.cos(angle) * radiusM),
      officerCount: officers,
      zone,
    }
  })
}

function centralStreet(): readonly HarbinPost[] {
  return CENTRAL_STREET_OFFICERS.map((officerCount, index) => {
    const share = index / (CENTRAL_STREET_OFFICERS.length - 1)
    const lat = CENTRAL_STREET_NORTH.lat + (CENTRAL_STREET_SOUTH.lat - CENTRAL_STREET_NORTH.lat) * share
    const lon = CENTRAL_STREET_NORTH.lon + (CENTRAL_STREET_SOUTH.lon - CENTRAL_STREET_NORTH.lon) * share
    const id = `HRB-P-central-street-${index + 1}`
    const name = `中央大街 ${index + 1} 岗`
    return {
      id,
      name,
      districtCode: '230102',
      position: point(lat, lon),
      officerCount,
      zone: 'central-street',
    }
  })
}

function placePosts(): readonly HarbinPost[] {
  return PLACES.filter(({ officerCount }) => officerCount > 0).map((place) => ({
    id: `HRB-P-${place.id}`,
    name: `${place.short}岗`,
    districtCode: place.districtCode,
    position: point(place.lat, place.lon),
    officerCount: place.officerCount,
    zone: undefined,
  }))
}

/** The remaining officers on foot, spread evenly over the posts of the districts. */
function districtPosts(officerCount: number): readonly HarbinPost[] {
  const total = DISTRICTS.reduce((sum, district) => sum + district.postCount, 0)
  const rows = DISTRICTS.flatMap((district) =>
    Array.from({ length: district.postCount }, (_, index) => ({ district, index })),
  )
  return rows.map(({ district, index }, row) => {
    const angle = (2 * Math.PI * index) / district.postCount
    return {
      id: `HRB-P-${district.code}-${index + 1}`,
      name: `${district.short} ${index + 1} 岗`,
      districtCode: district.code,
      position: moved(district, Math.sin(angle) * 900, Math.cos(angle) * 900),
      officerCount: Math.floor(((row + 1) * officerCount) / total) - Math.floor((row * officerCount) / total),
      zone: undefined,
    }
  })
}

const ZONE_AND_PLACE_POSTS: readonly HarbinPost[] = [
  ...ring('expo-center', 'center', CENTER_POSTS, 8, 320),
  ...ring('ice-snow-world', 'ice-snow-world', ICE_POSTS, 7, 380),
  ...centralStreet(),
  ...placePosts(),
]

const PLACED = ZONE_AND_PLACE_POSTS.reduce((sum, post) => sum + post.officerCount, 0)

export const POSTS: readonly HarbinPost[] = [
  ...ZONE_AND_PLACE_POSTS,
  ...districtPosts(POST_OFFICER_COUNT - PLACED),
]
