import type { Band } from '../model/duty.ts'
import type { RosterItem } from '../view/items.ts'
import { fillsOfficerPlace } from './attendance.ts'
import { localMidnightMs } from './band.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** Farther ahead a roster may not be out yet: that is no gap. */
const LOOK_AHEAD_MS = 12 * 60 * MINUTE_MS

export interface CoverSpan {
  readonly band: string
  readonly startMs: number
  readonly endMs: number
}

/** The next band of a post will begin with too few officers on the roster. */
export interface ForeseenGap extends CoverSpan {
  readonly required: number
  readonly rosteredOfficers: number
  readonly rosteredAuxiliaries: number
}

/** The band that begins next, within twelve hours. */
export function nextBand(
  bands: readonly Band[],
  nowMs: number,
  utcOffsetMinutes: number,
): CoverSpan | undefined {
  const midnightMs = localMidnightMs(nowMs, utcOffsetMinutes)
  const coming = [midnightMs, midnightMs + DAY_MS].flatMap((dayMs) =>
    bands.map((band) => ({
      band: band.name,
      startMs: dayMs + band.startMinute * MINUTE_MS,
      endMs: dayMs + band.endMinute * MINUTE_MS,
    })),
  )
  return coming
    .filter(({ startMs }) => startMs > nowMs && startMs <= nowMs + LOOK_AHEAD_MS)
    .sort((a, b) => a.startMs - b.startMs)[0]
}

export function foreseenGap(
  point: { readonly requiredOfficers: number; readonly bands?: readonly Band[] | undefined },
  roster: readonly RosterItem[],
  nowMs: number,
  utcOffsetMinutes: number,
): ForeseenGap | undefined {
  const next = nextBand(point.bands ?? [], nowMs, utcOffsetMinutes)
  if (next === undefined) return undefined
  const there = roster.filter(
    (entry) => entry.startMs <= next.startMs && next.startMs < entry.endMs && entry.dutyKind !== 'training',
  )
  const rosteredOfficers = there.filter(fillsOfficerPlace).length
  if (rosteredOfficers >= point.requiredOfficers) return undefined
  const rosteredAuxiliaries = there.length - rosteredOfficers
  return { ...next, required: point.requiredOfficers, rosteredOfficers, rosteredAuxiliaries }
}
