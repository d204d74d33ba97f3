/**
 * How much the glass may be believed (I7).
 * - `live`: a word of the gateway within the last 10 s; everything it knew then is on the wall.
 * - `stale`: connected, and nothing heard for longer than that.
 * - `offline`: no connection. The wall shows the cache.
 */
export type LinkState = 'live' | 'stale' | 'offline'

export type LinkProblem =
  | 'unreachable'
  | 'silent'
  | 'refused'
  | 'not-a-gateway'
  | 'stopping'
  | 'too-slow'
  | 'undecodable'
  | 'store-failed'
  | 'other'

export interface Link {
  readonly state: LinkState
  /** Server time when the state began. */
  readonly sinceMs: number
  /** The gateway as configured, HOST:PORT. */
  readonly gateway: string
  /** Server time up to which everything is known. Absent: nothing was ever loaded. */
  readonly asOfMs?: number
  readonly revision: number
  readonly epoch?: string
  /** Tries since the link was lost. */
  readonly attempt: number
  readonly problem?: LinkProblem
  /** The problem in the words of whoever reported it, English, for the log and the small print. */
  readonly problemDetail?: string
  /** A snapshot is being loaded: how far. */
  readonly loading?: { readonly done: number; readonly total: number }
}

export type NoticeCode =
  | 'cache-quarantined'
  | 'cache-in-memory'
  | 'cache-write-failed'
  | 'undecodable-changes'
  | 'unknown-values'
  | 'digest-mismatch'
  | 'clock-stepped'

/** Something a person should know and nothing else on the glass says. */
export interface Notice {
  readonly code: NoticeCode
  readonly sinceMs: number
  readonly count: number
  readonly detail: string
}

/** The server's time as the core knows it: at the moment of sending, and how fast it runs. */
export interface ServerTime {
  readonly serverMs: number
  /** Server seconds per real second; 1 but for a scenario that runs faster. */
  readonly rate: number
  /** Half of the best round trip; absent while nothing was measured. */
  readonly uncertaintyMs?: number
}
