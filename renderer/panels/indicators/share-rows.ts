import { MINIMUM_COUNT, percentTruncated } from '../../../domain/indicators/compliance.ts'
import type { IndicatorItem } from '../../../domain/view/items.ts'

/** A part of a whole. The share is absent where the whole is too small to speak of shares. */
export interface ShareRow {
  readonly key: string
  readonly count: number
  readonly of: number
  readonly percent?: string
  /** Of the greatest part, for the bar: 0 to 1. */
  readonly length: number
}

const DIGITS = 2

/** Greatest first; parts of nothing are left out. */
export function shareRowsOf(counts: Readonly<Record<string, number>>): readonly ShareRow[] {
  const entries = Object.entries(counts).filter(([, count]) => count > 0)
  const of = entries.reduce((sum, [, count]) => sum + count, 0)
  const greatest = Math.max(1, ...entries.map(([, count]) => count))
  return entries
    .map(([key, count]) => ({ ...shareRow(key, count, of), length: count / greatest }))
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
}

/** 721 in its own order: service, management, enforcement. A principle, so nothing is measured against it. */
export function meansRowsOf({ service, management, enforcement }: IndicatorItem['meansCounts']) {
  const of = service + management + enforcement
  return Object.entries({ service, management, enforcement }).map(([key, count]) => shareRow(key, count, of))
}

export function shareRow(key: string, count: number, of: number): ShareRow {
  const percent = of < MINIMUM_COUNT ? undefined : percentTruncated(count, of, DIGITS)
  return { key, count, of, length: of === 0 ? 0 : count / of, ...(percent === undefined ? {} : { percent }) }
}
