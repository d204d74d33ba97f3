import type { MapCamera } from '../../domain/view/display-item.ts'
import type { MapViewReason } from '../../domain/view/map-view.ts'
import { contains, type Bounds } from './bounds.ts'
import { cameraOver, projectionOf } from './projection.ts'

export type Gesture = Extract<MapViewReason, 'drag' | 'wheel' | 'keys'>

export interface View {
  readonly camera: MapCamera
  readonly reason: MapViewReason
  /** It fits itself again when the set of incidents changes. */
  readonly auto: boolean
}

export interface Size {
  readonly widthPx: number
  readonly heightPx: number
}

/** A street and what lies about it. */
const ROW_WIDTH_M = 2_400
/** A view this many times wider than it has to be is fitted again. */
const TOO_WIDE = 1.8
/** Of its area, which has a margin of its own, this much may lie beyond the edge. */
const SLACK = 0.04
const LEAST_WIDTH_M = 150
const MOST_WIDTH_M = 600_000

/**
 * The contract of the view: it is fitted only when the set of incidents changes, or the map's own shape with its
 * scene, and moved then only when it does not show them well any more. Any gesture locks it, one key fits it again;
 * a row zooms to its place, and the same row again brings back exactly the view before. A seat's camera comes
 * before all of these while it is set.
 */
export class ViewLock {
  #view: View | undefined
  #incidents: number | undefined
  #row: { readonly id: string; readonly before: View } | undefined
  #seat: MapCamera | undefined

  get view(): View | undefined {
    return this.#view
  }

  get isSteered(): boolean {
    return this.#seat !== undefined
  }

  /** `incidents` is another number for another set; `area` is where it lies with the forces. */
  incidents(incidents: number, area: Bounds | undefined, size: Size): void {
    const changed = incidents !== this.#incidents
    this.#incidents = incidents
    if (area === undefined || !changed || this.#seat !== undefined) return
    if (this.#view === undefined) this.#set(cameraOver(area, size.widthPx, size.heightPx), 'first', true)
    else if (this.#view.auto && !showsWell(this.#view.camera, area, size))
      this.#set(cameraOver(area, size.widthPx, size.heightPx), 'incidents', true)
  }

  /** The map has another size: what was fitted into a square does not fit into a strip. */
  shape(area: Bounds | undefined, size: Size): void {
    if (area === undefined || this.#seat !== undefined || this.#view?.auto !== true) return
    if (!showsWell(this.#view.camera, area, size))
      this.#set(cameraOver(area, size.widthPx, size.heightPx), 'shape', true)
  }

  gesture(kind: Gesture, camera: MapCamera): void {
    if (this.#seat !== undefined) return
    this.#row = undefined
    const widthM = Math.min(MOST_WIDTH_M, Math.max(LEAST_WIDTH_M, camera.widthM))
    this.#set({ ...camera, widthM }, kind, false)
  }

  refit(area: Bounds | undefined, size: Size): void {
    if (area === undefined || this.#seat !== undefined) return
    this.#row = undefined
    this.#set(cameraOver(area, size.widthPx, size.heightPx), 'refit', true)
  }

  /** A row was chosen; `undefined` where it has no place. */
  row(id: string, place: { readonly lat: number; readonly lon: number } | undefined): void {
    if (this.#seat !== undefined || this.#view === undefined) return
    if (this.#row?.id === id) {
      this.#view = { ...this.#row.before, reason: 'row-back' }
      this.#row = undefined
      return
    }
    if (place === undefined) return
    const before = this.#row?.before ?? this.#view
    this.#row = { id, before }
    const widthM = Math.min(before.camera.widthM, ROW_WIDTH_M)
    this.#set({ lat: place.lat, lon: place.lon, widthM }, 'row', false)
  }

  /** Taken away, the map fits itself. */
  seat(camera: MapCamera | undefined, area: Bounds | undefined, size: Size): void {
    const was = this.#seat
    this.#seat = camera
    if (camera !== undefined) {
      if (!isSameCamera(camera, was)) this.#set(camera, 'seat', false)
    } else if (was !== undefined) this.refit(area, size)
  }

  /** Another city, another operation: as at the start. */
  reset(): void {
    this.#incidents = undefined
    this.#row = undefined
    if (this.#seat === undefined) this.#view = undefined
  }

  #set(camera: MapCamera, reason: MapViewReason, auto: boolean): void {
    this.#view = { camera, reason, auto }
  }
}

function showsWell(camera: MapCamera, area: Bounds, { widthPx, heightPx }: Size): boolean {
  const { shown } = projectionOf(camera, widthPx, heightPx)
  const [up, across] = [(area.north - area.south) * SLACK, (area.east - area.west) * SLACK]
  const corners = [
    { lat: area.south + up, lon: area.west + across },
    { lat: area.north - up, lon: area.east - across },
  ]
  const tight = cameraOver(area, widthPx, heightPx).widthM
  return corners.every((corner) => contains(shown, corner)) && camera.widthM <= tight * TOO_WIDE
}

function isSameCamera(a: MapCamera, b: MapCamera | undefined): boolean {
  return a.lat === b?.lat && a.lon === b.lon && a.widthM === b.widthM
}
