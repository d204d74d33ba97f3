import { arcMinutesOf, type Glass } from './legibility.ts'
import { readTexts } from './read-page.ts'

/**
 * The angle of the smallest text on the glass: of the Chinese, which needs 22 minutes of arc, or on a page without
 * any of the Latin, which needs 16. `undefined` for an empty page.
 */
export function leastArcMinutes(root: Element, glass: Glass, windowWidthPx: number): number | undefined {
  const texts = readTexts(root)
  const han = texts.filter(({ script }) => script === 'han')
  const judged = han.length > 0 ? han : texts
  if (judged.length === 0) return undefined
  const heightPx = Math.min(...judged.map((reading) => reading.heightPx))
  return Math.round(arcMinutesOf(heightPx, glass, windowWidthPx) * 10) / 10
}
