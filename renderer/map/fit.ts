import type { Position } from '../../domain/model/position.ts'
import type { City } from './city.ts'
import type { MapLayers, Mark } from './layers.ts'
import { contains, type Bounds } from './bounds.ts'

const LEAST_SPAN_DEG = 0.02
const MARGIN = 0.12
/** Of the size of the city, beyond its edge. */
const NEAR = 0.25
const FEW = 10
const MANY = 150

/**
 * The area a map shows: the seats of the districts in which units or duty points stand, those themselves, and the
 * urgent cases about them. Far stragglers do not shrink the city: the outermost twentieth on each side (of many:
 * tenth), and urgent cases farther off than a quarter of the city's size, are left out and counted in words. Without a
 * city it is whatever has a position.
 */
export function areaOf(city: City | undefined, layers: MapLayers): Bounds | undefined {
  const { dutyPoint, post, unit, case: cases } = layers.marks
  const due = post.filter(({ look }) => look !== 'post-later' && look !== 'post-over')
  const forces = [...dutyPoint, ...due, ...unit].map(({ position }) => position)
  const own = forces.length > 0 ? forces : cases.map(({ position }) => position)
  if (own.length > 0) {
    const area = boundsOf([...core(own), ...seatsNear(city, own)])
    return padded(boundsOf([...cornersOf(area), ...urgentNear(area, cases)]))
  }
  const seats = city?.districts.flatMap(({ seat }) => (seat === undefined ? [] : [seat])) ?? []
  const anything = seats.length > 0 ? seats : (city?.places.map(({ position }) => position) ?? [])
  return anything.length === 0 ? undefined : padded(boundsOf(core(anything)))
}

function urgentNear(area: Bounds, cases: readonly Mark[]): readonly Position[] {
  const up = (area.north - area.south) * NEAR
  const across = (area.east - area.west) * NEAR
  const near: Bounds = {
    south: area.south - up,
    north: area.north + up,
    west: area.west - across,
    east: area.east + across,
  }
  return cases.flatMap(({ look, position }) =>
    look !== 'case-normal' && contains(near, position) ? [position] : [],
  )
}

function cornersOf({ south, west, north, east }: Bounds): readonly Position[] {
  return [
    { lat: south, lon: west },
    { lat: north, lon: east },
  ]
}

function core(positions: readonly Position[]): readonly Position[] {
  if (positions.length < FEW) return positions
  const left = positions.length < MANY ? 0.05 : 0.1
  const lats = positions.map(({ lat }) => lat).sort((a, b) => a - b)
  const lons = positions.map(({ lon }) => lon).sort((a, b) => a - b)
  const at = (values: readonly number[], share: number) =>
    values[Math.floor((values.length - 1) * share)] ?? 0
  return [
    { lat: at(lats, left), lon: at(lons, left) },
    { lat: at(lats, 1 - left), lon: at(lons, 1 - left) },
  ]
}

/** Seats close to the forces belong to the picture; county seats an hour away do not. */
function seatsNear(city: City | undefined, own: readonly Position[]): readonly Position[] {
  const bounds = padded(boundsOf(core(own)))
  return (city?.districts ?? []).flatMap(({ seat }) => {
    if (seat === undefined) return []
    return contains(bounds, seat) ? [seat] : []
  })
}

function boundsOf(positions: readonly Position[]): Bounds {
  let bounds: Bounds = { south: 90, west: 180, north: -90, east: -180 }
  for (const { lat, lon } of positions) {
    bounds = {
      south: Math.min(bounds.south, lat),
      west: Math.min(bounds.west, lon),
      north: Math.max(bounds.north, lat),
      east: Math.max(bounds.east, lon),
    }
  }
  return bounds
}

function padded({ south, west, north, east }: Bounds): Bounds {
  const padLat = Math.max((north - south) * MARGIN, LEAST_SPAN_DEG / 4)
  const padLon = Math.max((east - west) * MARGIN, LEAST_SPAN_DEG / 4)
  return { south: south - padLat, west: west - padLon, north: north + padLat, east: east + padLon }
}
