import type { Ring } from '../city.ts'

const APART_DEG = 0.0022

/** Lines from south-west to north-east over the inside of a ring (even-odd). */
export function hatched(ring: Ring): readonly Ring[] {
  const offsets = ring.map(([lon, lat]) => lat - lon)
  const first = Math.ceil(Math.min(...offsets) / APART_DEG)
  const last = Math.floor(Math.max(...offsets) / APART_DEG)
  const lines: Ring[] = []
  for (let index = first; index <= last; index++) lines.push(...inside(ring, index * APART_DEG))
  return lines
}

/** Pieces of the line lat = lon + offset that lie in the ring. */
function inside(ring: Ring, offset: number): readonly Ring[] {
  const cuts: number[] = []
  for (const [index, [lon, lat]] of ring.entries()) {
    const [nextLon, nextLat] = ring[(index + 1) % ring.length] ?? [lon, lat]
    const [from, to] = [lat - lon - offset, nextLat - nextLon - offset]
    if (from > 0 === to > 0) continue
    cuts.push(lon + (from / (from - to)) * (nextLon - lon))
  }
  cuts.sort((a, b) => a - b)
  const pieces: Ring[] = []
  for (let index = 0; index + 1 < cuts.length; index += 2) {
    const [west = 0, east = 0] = cuts.slice(index, index + 2)
    pieces.push([
      [west, west + offset],
      [east, east + offset],
    ])
  }
  return pieces
}
