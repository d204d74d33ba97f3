import type { Ring } from './city.ts'
import { PALETTE } from './palette.ts'

/** How one line looks on every map and in the legend; classes differ by width or dash, not by colour alone. */
export interface StrokeStyle {
  readonly color: string
  readonly widthRem: number
  /** On and off, in rem; absent: a whole line. */
  readonly dashRem?: readonly [on: number, off: number]
}

export const STROKES = {
  district: { color: PALETTE.border, widthRem: 0.09 },
  river: { color: PALETTE.water, widthRem: 0.5 },
  'road-model': { color: PALETTE.roadMain, widthRem: 0.2 },
  'road-secondary': { color: PALETTE.road, widthRem: 0.11 },
  'road-back-lane': { color: PALETTE.road, widthRem: 0.09, dashRem: [0.18, 0.18] },
  patrol: { color: PALETTE.route, widthRem: 0.1, dashRem: [0.5, 0.35] },
  'area-key': { color: PALETTE.area, widthRem: 0.1 },
  'area-difficult': { color: PALETTE.area, widthRem: 0.07, dashRem: [0.3, 0.2] },
  hatch: { color: PALETTE.hatch, widthRem: 0.05 },
  zone: { color: PALETTE.text1, widthRem: 0.12 },
  'zone-planned': { color: PALETTE.text2, widthRem: 0.08, dashRem: [0.4, 0.3] },
  'route-open': { color: PALETTE.text1, widthRem: 0.12, dashRem: [0.9, 0.25] },
  'route-later': { color: PALETTE.text2, widthRem: 0.08, dashRem: [0.2, 0.3] },
  track: { color: PALETTE.unit, widthRem: 0.1 },
  'way-high': { color: PALETTE.high, widthRem: 0.06, dashRem: [0.2, 0.2] },
  'way-medium': { color: PALETTE.medium, widthRem: 0.06, dashRem: [0.2, 0.2] },
} as const satisfies Readonly<Record<string, StrokeStyle>>
export type StrokeName = keyof typeof STROKES

export function styleOf(name: StrokeName): StrokeStyle {
  return STROKES[name]
}

/** A line of a map. */
export interface Stroke {
  readonly id: string
  readonly points: Ring
  readonly style: StrokeName
  readonly closed?: boolean
  /** From 1, new, towards 0, old. */
  readonly alpha?: number
  /** What is written in its middle where there is room. */
  readonly label?: string
}
