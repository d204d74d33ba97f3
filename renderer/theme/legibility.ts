import type { Display } from '../../domain/view/display.ts'
import { HAN_PER_EM } from './read-page.ts'

/** Millimetres and distance of a glass: what text sizes are derived from. */
export type Glass = Pick<Display, 'widthMm' | 'distanceMm'>

/** Chinese has many strokes: 22 minutes of arc for the farthest reader, where Latin would do with 16. */
export const LEAST_HAN_MINUTES = 22
export const LEAST_LATIN_MINUTES = 16
/** `--size-note`: the smallest text on the glass. */
export const SMALLEST_REM = 0.9
const ARC_MINUTE_RAD = Math.PI / (180 * 60)

/** Below this no screen draws a Chinese glyph that can be read at any distance. */
const SMALLEST_PX = 10
/** Narrower or lower than this in its own text, a window holds not even one column. */
const LEAST_WIDTH_REM = 40
const LEAST_HEIGHT_REM = 28

export interface WindowPx {
  readonly widthPx: number
  readonly heightPx: number
}

/** Height of a glyph that subtends the angle at the distance: 2·D·tan(θ/2). */
export function glyphHeightMm(distanceMm: number, arcMinutes: number): number {
  return 2 * distanceMm * Math.tan((arcMinutes * ARC_MINUTE_RAD) / 2)
}

/**
 * The root font in px, of which every size is a ratio (rem): the smallest Chinese text is seen at 22 minutes of arc.
 * A glass on which that would leave no room for a single column gets less, and `isTooSmall` says so.
 */
export function rootFontPx(glass: Glass, { widthPx, heightPx }: WindowPx): number {
  const most = Math.min(widthPx / LEAST_WIDTH_REM, heightPx / LEAST_HEIGHT_REM)
  return Math.max(SMALLEST_PX, Math.min(wantedFontPx(glass, widthPx), most))
}

function wantedFontPx({ widthMm, distanceMm }: Glass, widthPx: number): number {
  const glyphPx = (glyphHeightMm(distanceMm, LEAST_HAN_MINUTES) * widthPx) / widthMm
  return glyphPx / HAN_PER_EM / SMALLEST_REM
}

/** Nearer, or a larger display: with this one the text cannot be read from where people stand. */
export function isTooSmall(glass: Glass, window: WindowPx): boolean {
  return rootFontPx(glass, window) < wantedFontPx(glass, window.widthPx) * 0.999
}

/** The angle at which something of this height is seen, in minutes of arc. */
export function arcMinutesOf(
  heightPx: number,
  { widthMm, distanceMm }: Glass,
  windowWidthPx: number,
): number {
  const heightMm = (heightPx * widthMm) / windowWidthPx
  return (2 * Math.atan(heightMm / (2 * distanceMm))) / ARC_MINUTE_RAD
}
