import type { Position } from '../../domain/model/position.ts'
import type { City } from './city.ts'
import type { MapLayers } from './layers.ts'

/** A map in an element. Layers are set whole; the view draws at its own pace, at most four times a second. */
export interface MapView {
  setBase(city: City | undefined): void
  setLayers(layers: MapLayers): void
  resize(): void
  dispose(): void
}

export interface MapViewOptions {
  readonly element: HTMLElement
  /** Told when the number of things outside the drawn area changes. */
  readonly onOutside: (count: number) => void
}

export interface Bounds {
  readonly south: number
  readonly west: number
  readonly north: number
  readonly east: number
}

export function contains(bounds: Bounds, { lat, lon }: Position): boolean {
  return lat >= bounds.south && lat <= bounds.north && lon >= bounds.west && lon <= bounds.east
}
