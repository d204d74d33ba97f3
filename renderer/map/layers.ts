import type { Position } from '../../domain/model/position.ts'
import type { LookName } from './looks.ts'
import type { Stroke } from './strokes.ts'

/**
 * What lies on a map, ready to draw, lowest first: one model for every kind of map. Lists of one layer are the same
 * object while nothing in them has changed, so that a map can keep what it drew of them.
 */
export interface MapLayers {
  readonly strokes: Readonly<Record<StrokeLayer, readonly Stroke[]>>
  readonly marks: Readonly<Record<MarkLayer, readonly Mark[]>>
  /** Open cases without a position: they are counted, for they cannot be drawn. */
  readonly unplacedCases: number
}

export const STROKE_LAYERS = ['district', 'area', 'line', 'route', 'zone', 'track', 'way'] as const
export type StrokeLayer = (typeof STROKE_LAYERS)[number]

export const MARK_LAYERS = [
  'network',
  'cell',
  'device',
  'venue',
  'dutyPoint',
  'post',
  'unit',
  'case',
] as const
export type MarkLayer = (typeof MARK_LAYERS)[number]

/** One thing at one place. */
export interface Mark {
  readonly id: string
  readonly position: Position
  readonly look: LookName
  /** What is written beside it where there is room. */
  readonly label?: string
  /** A high alarm stands on it: never inside a cluster. */
  readonly alone?: boolean
}

export function noLayers(): MapLayers {
  return {
    strokes: { district: [], area: [], line: [], route: [], zone: [], track: [], way: [] },
    marks: { network: [], cell: [], device: [], venue: [], dutyPoint: [], post: [], unit: [], case: [] },
    unplacedCases: 0,
  }
}
