import { localMidnightMs } from '../../../domain/duty/band.ts'
import { hourCoverOf, type HourCover } from '../../../domain/duty/hour-cover.ts'
import type { DutyPointItem, RosterItem } from '../../../domain/view/items.ts'

export interface CoverageRow {
  readonly key: string
  readonly name: string
  readonly requiredOfficers: number
  readonly hours: readonly HourCover[]
  /** A gap now, and hours to come that the roster leaves open. */
  readonly gapNow?: HourCover
  readonly gapsAhead: readonly HourCover[]
}

export interface BandSpan {
  readonly name: string
  /** Hours of the day, with parts; cut at midnight. */
  readonly from: number
  readonly to: number
}

const DAY_MINUTES = 1440
const HOUR_MINUTES = 60

/** Posts with a gap now first, then those with one ahead; within these each keeps its place. */
export function coverageRowsOf(
  points: Iterable<DutyPointItem>,
  roster: ReadonlyMap<string, readonly RosterItem[]>,
  nowMs: number,
  utcOffsetMinutes: number,
): readonly CoverageRow[] {
  const midnightMs = localMidnightMs(nowMs, utcOffsetMinutes)
  return [...points]
    .map((point): CoverageRow => {
      const hours = hourCoverOf(point, roster.get(point.id) ?? [], midnightMs, nowMs)
      const gaps = hours.filter(({ state }) => state !== 'off' && state !== 'filled')
      const gapNow = gaps.find(({ tense }) => tense === 'now')
      return {
        key: point.id,
        name: point.name,
        requiredOfficers: point.requiredOfficers,
        hours,
        gapsAhead: gaps.filter(({ tense }) => tense === 'ahead'),
        ...(gapNow === undefined ? {} : { gapNow }),
      }
    })
    .sort((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1))
}

function rank({ gapNow, gapsAhead }: CoverageRow): number {
  if (gapNow !== undefined) return 0
  return gapsAhead.length > 0 ? 1 : 2
}

/**
 * The different bands of all posts, in lanes in which none lies over another: those that most posts have come first,
 * each in the first lane with room for it.
 */
export function bandLanesOf(points: Iterable<DutyPointItem>): readonly (readonly BandSpan[])[] {
  const lanes: BandSpan[][] = []
  for (const span of bandSpansOf(points)) {
    const lane = lanes.find((spans) => spans.every((one) => one.to <= span.from || span.to <= one.from))
    if (lane === undefined) lanes.push([span])
    else lane.push(span)
  }
  return lanes
}

function bandSpansOf(points: Iterable<DutyPointItem>): readonly BandSpan[] {
  const spans = new Map<string, BandSpan & { readonly postCount: number }>()
  for (const { bands } of points) {
    for (const { name, startMinute, endMinute } of bands ?? []) {
      const from = startMinute / HOUR_MINUTES
      const to = Math.min(endMinute, DAY_MINUTES) / HOUR_MINUTES
      const key = `${name}/${from}/${to}`
      const postCount = 1 + (spans.get(key)?.postCount ?? 0)
      spans.set(key, { name, from, to, postCount })
    }
  }
  return [...spans.values()].sort((a, b) => b.postCount - a.postCount || a.from - b.from || a.to - b.to)
}
