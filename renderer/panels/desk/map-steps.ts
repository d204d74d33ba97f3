import type { MapCamera } from '../../../domain/view/display-item.ts'

export type MapStep = 'west' | 'east' | 'north' | 'south' | 'in' | 'out'

const METRES_PER_DEGREE = 111_320
/** A quarter of what is seen: the next view overlaps the last one. */
const PAN_SHARE = 0.25
const ZOOM = 1.6
const LEAST_WIDTH_M = 300
const MOST_WIDTH_M = 200_000

/** One step of a map that a seat steers. */
export function stepped(camera: MapCamera, step: MapStep): MapCamera {
  const { lat, lon, widthM } = camera
  const panDeg = (widthM * PAN_SHARE) / METRES_PER_DEGREE
  switch (step) {
    case 'west':
      return { ...camera, lon: lon - panDeg / Math.cos((lat * Math.PI) / 180) }
    case 'east':
      return { ...camera, lon: lon + panDeg / Math.cos((lat * Math.PI) / 180) }
    case 'north':
      return { ...camera, lat: lat + panDeg }
    case 'south':
      return { ...camera, lat: lat - panDeg }
    case 'in':
      return { ...camera, widthM: Math.max(LEAST_WIDTH_M, widthM / ZOOM) }
    case 'out':
      return { ...camera, widthM: Math.min(MOST_WIDTH_M, widthM * ZOOM) }
  }
}

/** Where a map is steered from while it fits itself: over all that has a place. */
export function cameraOver(
  positions: Iterable<{ readonly lat: number; readonly lon: number }>,
): MapCamera | undefined {
  let [south, north, west, east] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const { lat, lon } of positions) {
    south = Math.min(south, lat)
    north = Math.max(north, lat)
    west = Math.min(west, lon)
    east = Math.max(east, lon)
  }
  if (south > north) return undefined
  const lat = (south + north) / 2
  const widthM = (east - west) * METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180)
  return { lat, lon: (west + east) / 2, widthM: Math.max(2_000, widthM * 1.2) }
}
