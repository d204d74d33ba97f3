import type { Duration } from '../proto/gen/google/protobuf/duration.ts'
import type { Timestamp } from '../proto/gen/google/protobuf/timestamp.ts'

export function toTimestamp(ms: number): Timestamp {
  const wholeMs = Math.floor(ms)
  const seconds = Math.floor(wholeMs / 1000)
  return { seconds, nanos: (wholeMs - seconds * 1000) * 1_000_000 }
}

export function toMs(timestamp: Timestamp): number {
  return timestamp.seconds * 1000 + Math.floor(timestamp.nanos / 1_000_000)
}

export function durationMs(duration: Duration): number {
  return duration.seconds * 1000 + Math.trunc(duration.nanos / 1_000_000)
}
