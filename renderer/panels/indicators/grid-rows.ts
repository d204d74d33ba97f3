import { MINIMUM_COUNT, percentTruncated } from '../../../domain/indicators/compliance.ts'
import type { GridFigures } from '../../../domain/indicators/indicator-detail.ts'

/** Percents are truncated, and absent where there is nothing to divide by; ranks where there is too little. */
export interface GridRow extends GridFigures {
  readonly rank?: number
  readonly onTimePercent?: string
  readonly closedPercent?: string
  readonly reworkPercent?: string
}

const DIGITS = 2

/** By 按期结案率, best first, equal shares sharing a rank; what has too few due comes after, without a rank. */
export function gridRowsOf(grids: readonly GridFigures[]): readonly GridRow[] {
  const ranked = grids
    .filter(({ due }) => due >= MINIMUM_COUNT)
    .sort((a, b) => b.closedOnTime / b.due - a.closedOnTime / a.due || (a.key < b.key ? -1 : 1))
  const others = grids.filter(({ due }) => due < MINIMUM_COUNT).sort((a, b) => b.filed - a.filed)
  return [...ranked.map((grid) => ({ ...gridRow(grid), rank: rankOf(grid, ranked) })), ...others.map(gridRow)]
}

/** One more than the number of those that are better. */
function rankOf(grid: GridFigures, all: readonly GridFigures[]): number {
  return 1 + all.filter((other) => other.closedOnTime * grid.due > grid.closedOnTime * other.due).length
}

/** Below the least count the counts speak for themselves. */
export function gridRow(grid: GridFigures): GridRow {
  if (grid.due < MINIMUM_COUNT) return grid
  const percents = {
    onTimePercent: percentTruncated(grid.closedOnTime, grid.due, DIGITS),
    closedPercent: percentTruncated(grid.closed, grid.due, DIGITS),
    reworkPercent: percentTruncated(grid.reworked, grid.due, DIGITS),
  }
  const known = Object.fromEntries(Object.entries(percents).filter(([, text]) => text !== undefined))
  return { ...grid, ...known }
}

export function totalOf(grids: readonly GridFigures[]): GridRow {
  const total = { key: 'total', filed: 0, due: 0, closed: 0, closedOnTime: 0, reworked: 0 }
  for (const grid of grids) {
    total.filed += grid.filed
    total.due += grid.due
    total.closed += grid.closed
    total.closedOnTime += grid.closedOnTime
    total.reworked += grid.reworked
  }
  return gridRow(total)
}
