import type { Band } from '../model/duty.ts'

const DAY_MINUTES = 1440
const MINUTE_MS = 60_000

export interface BandNow {
  readonly name: string
  /** The instants at which the band that is in force began and will end. */
  readonly startMs: number
  readonly endMs: number
}

/** The instant of local midnight at or before `nowMs`. */
export function localMidnightMs(nowMs: number, utcOffsetMinutes: number): number {
  const offsetMs = utcOffsetMinutes * MINUTE_MS
  const dayMs = DAY_MINUTES * MINUTE_MS
  return Math.floor((nowMs + offsetMs) / dayMs) * dayMs - offsetMs
}

/** The band in force. A band whose end passes 1440 minutes reaches into the next day. */
export function bandAt(bands: readonly Band[], nowMs: number, utcOffsetMinutes: number): BandNow | undefined {
  const midnightMs = localMidnightMs(nowMs, utcOffsetMinutes)
  for (const dayShift of [0, -1]) {
    const dayStartMs = midnightMs + dayShift * DAY_MINUTES * MINUTE_MS
    for (const band of bands) {
      const startMs = dayStartMs + band.startMinute * MINUTE_MS
      const endMs = dayStartMs + band.endMinute * MINUTE_MS
      if (startMs <= nowMs && nowMs < endMs) return { name: band.name, startMs, endMs }
    }
  }
  return undefined
}
