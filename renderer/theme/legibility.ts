import type { Display } from '../../domain/view/display.ts'

/** Chinese has many strokes: 22 minutes of arc for the farthest reader, where Latin would do with 16. */
const BODY_ARC_MINUTES = 22
const GLYPH_PER_EM = 0.9
const ARC_MINUTE_RAD = Math.PI / (180 * 60)

/** Below this no screen draws a Chinese glyph that can be read at any distance. */
const SMALLEST_PX = 10
/** The scene needs at least this many ems across; larger text would push panels off the glass. */
const SCENE_WIDTH_EM = 84

/** Height of a glyph that subtends the angle at the distance: 2·D·tan(θ/2). */
export function glyphHeightMm(distanceMm: number, arcMinutes: number): number {
  return 2 * distanceMm * Math.tan((arcMinutes * ARC_MINUTE_RAD) / 2)
}

/** The font size of body text in px, of which every other size is a ratio (rem). */
export function bodyFontPx(display: Display, windowWidthPx: number): number {
  const pxPerMm = windowWidthPx / display.widthMm
  const fontPx = (glyphHeightMm(display.distanceMm, BODY_ARC_MINUTES) * pxPerMm) / GLYPH_PER_EM
  return Math.max(SMALLEST_PX, Math.min(fontPx, windowWidthPx / SCENE_WIDTH_EM))
}

/** The angle at which a text of this size is seen, in minutes of arc. */
export function arcMinutesOf(fontPx: number, display: Display, windowWidthPx: number): number {
  const glyphMm = (fontPx * GLYPH_PER_EM * display.widthMm) / windowWidthPx
  return (2 * Math.atan(glyphMm / (2 * display.distanceMm))) / ARC_MINUTE_RAD
}
