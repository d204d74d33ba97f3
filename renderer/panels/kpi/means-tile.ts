import { MINIMUM_COUNT } from '../../../domain/indicators/compliance.ts'
import type { IndicatorItem } from '../../../domain/view/items.ts'

export interface MeansTile {
  readonly count: number
  /** Whole percents that add up to 100; absent while there are too few cases to speak of shares. */
  readonly shares?: readonly [number, number, number]
}

export function meansTileOf({ service, management, enforcement }: IndicatorItem['meansCounts']): MeansTile {
  const count = service + management + enforcement
  if (count < MINIMUM_COUNT) return { count }
  return { count, shares: wholePercents([service, management, enforcement], count) }
}

/** Largest remainder: each share is cut, and what is missing goes to those that lost most. */
function wholePercents(counts: readonly [number, number, number], total: number): [number, number, number] {
  const exact = counts.map((count) => (count * 100) / total)
  const cut = exact.map(Math.floor)
  const order = exact.map((_, index) => index).sort((a, b) => rest(exact, b) - rest(exact, a) || a - b)
  let missing = 100 - cut.reduce((sum, value) => sum + value, 0)
  for (const index of order) {
    if (missing-- <= 0) break
    cut[index] = (cut[index] ?? 0) + 1
  }
  return [cut[0] ?? 0, cut[1] ?? 0, cut[2] ?? 0]
}

function rest(exact: readonly number[], index: number): number {
  const value = exact[index] ?? 0
  return value - Math.floor(value)
}
