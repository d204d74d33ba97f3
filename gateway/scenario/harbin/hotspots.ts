import type { Point } from '../engine/geo.ts'
import { DISTRICTS } from './districts.ts'
import { PLACES } from './places.ts'

export interface Hotspot extends Point {
  readonly name: string
  readonly weight: number
}

/** Far from the streets where cases happen; the roads there are guarded, not patrolled. */
const REMOTE: ReadonlySet<string> = new Set(['airport', 'yabuli', 'tiger-park'])

/** Where a district is busy: its seat and its places. */
export function hotspots(districtCode: string): readonly Hotspot[] {
  const places = PLACES.filter((place) => place.districtCode === districtCode && !REMOTE.has(place.id))
  const seats = DISTRICTS.filter(({ code }) => code === districtCode)
  return [
    ...seats.map(({ lat, lon, name }) => ({ lat, lon, name, weight: 3 })),
    ...places.map(({ lat, lon, short }) => ({ lat, lon, name: short, weight: 1 })),
  ]
}
