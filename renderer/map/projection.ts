import type { MapCamera } from '../../domain/view/display-item.ts'
import type { Position } from '../../domain/model/position.ts'
import type { Bounds } from './bounds.ts'

/** Equirectangular about the middle of the picture: at the size of a city the error is below a pixel. */
export interface Projection {
  readonly camera: MapCamera
  readonly widthPx: number
  readonly heightPx: number
  readonly pxPerKm: number
  /** What the whole surface shows. */
  readonly shown: Bounds
  x(lon: number): number
  y(lat: number): number
  /** What lies under a pixel. */
  at(x: number, y: number): Position
}

export const M_PER_DEGREE = 111_200

export function projectionOf(camera: MapCamera, widthPx: number, heightPx: number): Projection {
  const shrink = Math.cos((camera.lat * Math.PI) / 180)
  const pxPerDegree = (widthPx / camera.widthM) * M_PER_DEGREE
  const halfLon = widthPx / 2 / (pxPerDegree * shrink)
  const halfLat = heightPx / 2 / pxPerDegree
  return {
    camera,
    widthPx,
    heightPx,
    pxPerKm: (widthPx / camera.widthM) * 1_000,
    shown: {
      south: camera.lat - halfLat,
      north: camera.lat + halfLat,
      west: camera.lon - halfLon,
      east: camera.lon + halfLon,
    },
    x: (lon) => widthPx / 2 + (lon - camera.lon) * shrink * pxPerDegree,
    y: (lat) => heightPx / 2 - (lat - camera.lat) * pxPerDegree,
    at: (x, y) => ({
      lat: camera.lat - (y - heightPx / 2) / pxPerDegree,
      lon: camera.lon + (x - widthPx / 2) / (shrink * pxPerDegree),
    }),
  }
}

/** The closest look that holds the whole area. */
export function cameraOver(area: Bounds, widthPx: number, heightPx: number): MapCamera {
  const lat = (area.south + area.north) / 2
  const shrink = Math.cos((lat * Math.PI) / 180)
  const acrossM = (area.east - area.west) * shrink * M_PER_DEGREE
  const upM = (area.north - area.south) * M_PER_DEGREE
  const widthM = Math.max(acrossM, (upM * widthPx) / Math.max(1, heightPx))
  return { lat, lon: (area.west + area.east) / 2, widthM }
}
