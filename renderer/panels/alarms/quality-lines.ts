import { QUALITY_TARGETS } from '../../../domain/alarm/day-figures.ts'
import type { AlarmQualityItem } from '../../../domain/view/alarm-item.ts'

const DAY_MS = 86_400_000

export interface RateLine {
  readonly name: 'rate' | 'hour' | 'day'
  readonly count: number
  readonly target: number
  readonly limit: number
  /** Share of the limit, 0 to 1. */
  readonly used: number
  readonly state: 'good' | 'above-target' | 'above-limit'
}

/** How often people are called, against what one person can take. */
export function rateLines(item: AlarmQualityItem): readonly RateLine[] {
  const { in10Min, in10MinLimit, inHour, inHourLimit, inDay, inDayLimit } = QUALITY_TARGETS
  return [
    rateLine('rate', item.last10MinCount, in10Min, in10MinLimit),
    rateLine('hour', item.lastHourCount, inHour, inHourLimit),
    rateLine('day', item.lastDayCount, inDay, inDayLimit),
  ]
}

function rateLine(name: RateLine['name'], count: number, target: number, limit: number): RateLine {
  const state = count <= target ? 'good' : count <= limit ? 'above-target' : 'above-limit'
  return { name, count, target, limit, used: Math.min(1, count / limit), state }
}

/** Percentages are said of at least this many. */
export const SPLIT_FROM = 20

/** High : medium : low in percent; `undefined` below a number of which percentages mean something. */
export function splitPercent({ high, medium, low }: AlarmQualityItem['splitInDay']): string | undefined {
  const all = high + medium + low
  if (all < SPLIT_FROM) return undefined
  const highPercent = Math.round((high / all) * 100)
  const mediumPercent = Math.round((medium / all) * 100)
  return `${highPercent}:${mediumPercent}:${100 - highPercent - mediumPercent}`
}

export function floodPercent({ floodMsInDay }: AlarmQualityItem): string {
  return ((floodMsInDay / DAY_MS) * 100).toFixed(1)
}
