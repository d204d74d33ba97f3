import type { Position } from '../../domain/model/position.ts'

export interface Bounds {
  readonly south: number
  readonly west: number
  readonly north: number
  readonly east: number
}

export function contains(bounds: Bounds, { lat, lon }: Position): boolean {
  return lat >= bounds.south && lat <= bounds.north && lon >= bounds.west && lon <= bounds.east
}
