import type { Position } from '../model/position.ts'

const METRES_PER_DEGREE = 111_194.93

/** Whether a position lies inside a closed ring (even-odd). Good for rings of a city's size, away from the poles. */
export function isInsideRing(ring: readonly Position[], { lat, lon }: Position): boolean {
  let inside = false
  for (const [index, a] of ring.entries()) {
    const b = ring[(index + 1) % ring.length] ?? a
    const crosses = a.lat > lat !== b.lat > lat
    if (crosses && lon < ((b.lon - a.lon) * (lat - a.lat)) / (b.lat - a.lat) + a.lon) inside = !inside
  }
  return inside
}

/** Metres from a position to the nearest point of a line, on the plane that touches the earth at the position. */
export function distanceToLineM(line: readonly Position[], from: Position): number {
  const points = line.map((point) => planar(point, from))
  const [first] = points
  if (first === undefined) return Number.POSITIVE_INFINITY
  let least = Math.hypot(first.x, first.y)
  for (const [index, a] of points.entries()) {
    const b = points[index + 1]
    if (b !== undefined) least = Math.min(least, distanceToPiece(a, b))
  }
  return least
}

interface Planar {
  readonly x: number
  readonly y: number
}

function planar({ lat, lon }: Position, origin: Position): Planar {
  const shrink = Math.cos((origin.lat * Math.PI) / 180)
  return { x: (lon - origin.lon) * shrink * METRES_PER_DEGREE, y: (lat - origin.lat) * METRES_PER_DEGREE }
}

/** From the origin of the plane to the piece of a line between two points. */
function distanceToPiece(a: Planar, b: Planar): number {
  const dx = b.x - a.x
  const dy = b.y - a.y
  const length2 = dx * dx + dy * dy
  const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, -(a.x * dx + a.y * dy) / length2))
  return Math.hypot(a.x + along * dx, a.y + along * dy)
}
