import type { Duration } from '../../../proto/gen/google/protobuf/duration.ts'
import type { Timestamp } from '../../../proto/gen/google/protobuf/timestamp.ts'

export const SECOND_MS = 1_000
export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000
export const CHINA_OFFSET_MINUTES = 480

export function timestamp(ms: number): Timestamp {
  const seconds = Math.floor(ms / SECOND_MS)
  return { seconds, nanos: Math.round((ms - seconds * SECOND_MS) * 1_000_000) }
}

export function timestampMs(value: Timestamp): number {
  return value.seconds * SECOND_MS + Math.round(value.nanos / 1_000_000)
}

export function duration(ms: number): Duration {
  const seconds = Math.trunc(ms / SECOND_MS)
  return { seconds, nanos: Math.round((ms - seconds * SECOND_MS) * 1_000_000) }
}

/** `18:40` as minutes from midnight. */
export function minuteOfDay(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number)
  return hours * 60 + minutes
}
