import type { Freshness } from './status.ts'

declare const STAMPED: unique symbol

/** `presumed`: reckoned by this wall; the gateway has not said it. */
export type Provenance = 'live' | 'cache' | 'presumed'

/**
 * A value that says as of when it holds and where it comes from. What the glass counts takes only this, and
 * only the functions below make it: a number without provenance does not compile there (I7).
 */
export interface Dated<T> {
  readonly value: T
  readonly asOfMs: number
  readonly from: Provenance
  readonly [STAMPED]: true
}

/** A value out of the replica. `undefined` where there is none, or where nothing was ever loaded. */
export function dated<T>(freshness: Freshness, value: T | undefined): Dated<T> | undefined {
  return stamped(freshness, value, freshness.stale ? 'cache' : 'live')
}

/** A value that rests on reckoning, however fresh the facts are. */
export function presumed<T>(freshness: Freshness, value: T | undefined): Dated<T> | undefined {
  return stamped(freshness, value, 'presumed')
}

function stamped<T>(
  { loaded, asOfMs }: Freshness,
  value: T | undefined,
  from: Provenance,
): Dated<T> | undefined {
  if (!loaded || asOfMs === undefined || value === undefined) return undefined
  const without: Omit<Dated<T>, typeof STAMPED> = { value, asOfMs, from }
  // The mark is for the compiler only.
  return without as Dated<T>
}
