import type { MapCamera } from './display-item.ts'

/** Why a map looks where it looks. */
export const MAP_VIEW_REASONS = [
  'first',
  'incidents',
  'shape',
  'refit',
  'drag',
  'wheel',
  'keys',
  'row',
  'row-back',
  'seat',
] as const

export type MapViewReason = (typeof MAP_VIEW_REASONS)[number]

/** A map came to look somewhere else. */
export interface MapViewChange {
  readonly reason: MapViewReason
  /** Server time; of several for one reason, that of the last. */
  readonly atMs: number
  readonly camera: MapCamera
  /** It fits itself again when the set of incidents changes. */
  readonly auto: boolean
}

/** What one report of a page tells of them at most. */
export const MOST_MAP_VIEWS = 20
