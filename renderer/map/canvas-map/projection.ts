import type { Position } from '../../../domain/model/position.ts'
import type { Bounds } from '../map-view.ts'

/** Equirectangular about the middle of the area: at the size of a city the error is below a pixel. */
export interface Projection {
  x(lon: number): number
  y(lat: number): number
  readonly pxPerKm: number
  /** What the whole canvas shows: the area, widened to its shape. */
  readonly shown: Bounds
}

const KM_PER_DEGREE = 111.2

export function fitProjection(area: Bounds, widthPx: number, heightPx: number): Projection {
  const middle: Position = { lat: (area.south + area.north) / 2, lon: (area.west + area.east) / 2 }
  const shrink = Math.cos((middle.lat * Math.PI) / 180)
  const pxPerDegree = Math.min(
    widthPx / ((area.east - area.west) * shrink),
    heightPx / (area.north - area.south),
  )
  const halfLon = widthPx / 2 / (pxPerDegree * shrink)
  const halfLat = heightPx / 2 / pxPerDegree
  return {
    x: (lon) => widthPx / 2 + (lon - middle.lon) * shrink * pxPerDegree,
    y: (lat) => heightPx / 2 - (lat - middle.lat) * pxPerDegree,
    pxPerKm: pxPerDegree / KM_PER_DEGREE,
    shown: {
      south: middle.lat - halfLat,
      north: middle.lat + halfLat,
      west: middle.lon - halfLon,
      east: middle.lon + halfLon,
    },
  }
}
