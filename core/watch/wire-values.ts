import type { Duration } from '../../proto/gen/google/protobuf/duration.ts'
import type { Timestamp } from '../../proto/gen/google/protobuf/timestamp.ts'
import type { Position as WirePosition } from '../../proto/gen/wall/v1/case.ts'
import type { Position } from '../../domain/model/position.ts'
import type { Unknown } from '../../domain/model/terms.ts'

/** Milliseconds since the epoch, or of the duration; the wall counts no finer. */
export function msOf(value: Timestamp | Duration | undefined): number | undefined {
  return value === undefined ? undefined : value.seconds * 1000 + Math.round(value.nanos / 1e6)
}

/** Zero is "unspecified"; a number from a newer wire is kept by its number. */
export function termOf<T extends string>(terms: readonly T[], value: number): T | Unknown | undefined {
  if (value === 0) return undefined
  return terms[value - 1] ?? `unknown-${value}`
}

/** How a decoder reads an enum: `termOf`, or something that also takes note. */
export type ReadTerm = <T extends string>(terms: readonly T[], value: number) => T | Unknown | undefined

export function isKnownTerm(terms: readonly string[], value: number): boolean {
  return value === 0 || terms[value - 1] !== undefined
}

/** proto3 writes an absent string as an empty one. */
export function textOf(value: string): string | undefined {
  return value === '' ? undefined : value
}

/** Signs that turn the direction of all that is written after them, the words of others too. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g
/** Signs without a shape, which could hide a number from the mask. Joiners stay: scripts need them. */
const SHAPELESS = /[\u00ad\u200b\u2060\ufeff]/g
const EITHER = new RegExp(`${TURNING.source}|${SHAPELESS.source}`)

/** Words that people read: what cannot be seen is left out, or seen. */
export function wordsOf(value: string): string {
  if (!EITHER.test(value)) return value
  return value.replace(TURNING, '\ufffd').replace(SHAPELESS, '')
}

export function optionalWordsOf(value: string): string | undefined {
  return textOf(wordsOf(value))
}

export function positionOf(value: WirePosition | undefined): Position | undefined {
  return value === undefined ? undefined : { lat: value.lat, lon: value.lon }
}

/**
 * Leaves out what is undefined, so that stored and compared values have one form. A new object: one that had
 * members deleted would be a table to the engine, several times slower to read and larger.
 */
export function compact<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  const result: Partial<T> = {}
  for (const key of Object.keys(value) as (keyof T)[]) {
    if (value[key] !== undefined) result[key] = value[key]
  }
  // Only undefined members are missing, and those are optional in T.
  return result as T
}
