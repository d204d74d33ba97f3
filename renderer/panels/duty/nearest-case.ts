import type { Position } from '../../../domain/model/position.ts'
import { distanceM } from '../../../domain/model/position.ts'
import type { CaseItem } from '../../../domain/view/items.ts'

export interface NearestCase {
  readonly item: CaseItem
  readonly distanceM: number
}

const RADIANS = Math.PI / 180

/**
 * For each place the nearest case that is in hand. Ten thousand cases and a hundred places are compared once a second:
 * on a plane, which is exact enough to choose by; the distance itself is that on the globe.
 */
export function nearestCases(
  places: Iterable<{ readonly id: string; readonly position?: Position }>,
  open: Iterable<CaseItem>,
): ReadonlyMap<string, NearestCase> {
  const cases = [...open].filter((item) => !item.closed && item.position !== undefined)
  const found = new Map<string, NearestCase>()
  for (const { id, position } of places) {
    const item = position && nearestOf(position, cases)
    if (item?.position !== undefined && position !== undefined)
      found.set(id, { item, distanceM: distanceM(position, item.position) })
  }
  return found
}

function nearestOf({ lat, lon }: Position, cases: readonly CaseItem[]): CaseItem | undefined {
  const eastScale = Math.cos(lat * RADIANS)
  let best: CaseItem | undefined
  let least = Infinity
  for (const item of cases) {
    const north = (item.position?.lat ?? 0) - lat
    const east = ((item.position?.lon ?? 0) - lon) * eastScale
    const square = north * north + east * east
    if (square < least) [best, least] = [item, square]
  }
  return best
}
