export interface Point {
  readonly lat: number
  readonly lon: number
}

const METRES_PER_DEGREE = 111_320

function metresPerDegreeLon(lat: number): number {
  return METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180)
}

/** Flat-earth distance: exact enough inside one city. */
export function distanceM(a: Point, b: Point): number {
  const northM = (b.lat - a.lat) * METRES_PER_DEGREE
  const eastM = (b.lon - a.lon) * metresPerDegreeLon((a.lat + b.lat) / 2)
  return Math.hypot(northM, eastM)
}

/** Rounded to a millionth of a degree, about 0.1 m, so that records stay small and equal on every machine. */
export function point(lat: number, lon: number): Point {
  return { lat: Math.round(lat * 1e6) / 1e6, lon: Math.round(lon * 1e6) / 1e6 }
}

export function moved(from: Point, eastM: number, northM: number): Point {
  return point(from.lat + northM / METRES_PER_DEGREE, from.lon + eastM / metresPerDegreeLon(from.lat))
}

export function between(from: Point, to: Point, share: number): Point {
  return point(from.lat + (to.lat - from.lat) * share, from.lon + (to.lon - from.lon) * share)
}

/** The ring is a list of [lon, lat], as in GeoJSON. */
export function isInside(ring: readonly (readonly [number, number])[], { lat, lon }: Point): boolean {
  let inside = false
  ring.forEach(([lonA, latA], index) => {
    const [lonB, latB] = ring[(index + 1) % ring.length] ?? [lonA, latA]
    const crosses = latA > lat !== latB > lat
    if (crosses && lon < lonA + ((lat - latA) / (latB - latA)) * (lonB - lonA)) inside = !inside
  })
  return inside
}
