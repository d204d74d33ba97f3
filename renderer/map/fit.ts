import type { Position } from '../../domain/model/position.ts'
import type { City } from './city.ts'
import type { MapLayers } from './layers.ts'
import type { Bounds } from './map-view.ts'

const LEAST_SPAN_DEG = 0.02
const MARGIN = 0.12
const FEW = 10
const MANY = 150

/**
 * The area a map shows: the seats of the districts in which units or duty points stand, and those
 * themselves. Far stragglers do not shrink the city: the outermost twentieth on each side (of many: tenth) is
 * left out and counted in words. Without a city it is whatever has a position.
 */
export function areaOf(city: City | undefined, layers: MapLayers): Bounds | undefined {
  const forces = [...layers.dutyPoints, ...layers.units].map(({ position }) => position)
  const own = forces.length > 0 ? forces : layers.cases.map(({ position }) => position)
  if (own.length > 0) return padded(boundsOf([...core(own), ...seatsNear(city, own)]))
  const seats = city?.districts.flatMap(({ seat }) => (seat === undefined ? [] : [seat])) ?? []
  const anything = seats.length > 0 ? seats : (city?.places.map(({ position }) => position) ?? [])
  return anything.length === 0 ? undefined : padded(boundsOf(core(anything)))
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
    const inside =
      seat.lat >= bounds.south &&
      seat.lat <= bounds.north &&
      seat.lon >= bounds.west &&
      seat.lon <= bounds.east
    return inside ? [seat] : []
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
