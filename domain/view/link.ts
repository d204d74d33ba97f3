import type { CodedSentence } from './coded-sentence.ts'

/**
 * How much the glass may be believed (I7).
 * - `live`: a word of the gateway within the last 10 s; everything it knew then is on the wall.
 * - `stale`: connected, and nothing heard for longer than that.
 * - `offline`: no connection. The wall shows the cache.
 */
export type LinkState = 'live' | 'stale' | 'offline'

/**
 * `too-large`: one message is beyond what this wall takes. `quota`: the gateway refuses for a limit of its own.
 *
 * The last four are of TLS. `untrusted`: the gateway's certificate is not of the configured authority.
 * `expired`: it is past its time, or before it. `wrong-name`: it is of another gateway. `no-certificate`:
 * this wall has no usable certificate of its own, or the gateway takes none like it.
 */
export type LinkProblem =
  | 'unreachable'
  | 'silent'
  | 'refused'
  | 'not-a-gateway'
  | 'stopping'
  | 'too-slow'
  | 'undecodable'
  | 'too-large'
  | 'quota'
  | 'store-failed'
  | 'other'
  | 'untrusted'
  | 'expired'
  | 'wrong-name'
  | 'no-certificate'

/** How often this wall held something else than the gateway in this run, and what had to be done about it. */
export interface MismatchCounts {
  readonly found: number
  /** Mended by asking for the kinds in question once more. */
  readonly refetched: number
  /** Everything was asked for anew. */
  readonly relisted: number
}

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
  /** Absent: it never did. */
  readonly mismatches?: MismatchCounts
}

/**
 * - `path-unproven`: no proof of life came through though the link looks live; the detail names the stage.
 * - `outbox-quarantined`: a damaged outbox lies aside; `count` acts in it could not be read and may not have been sent.
 * - `alarm-journal-failed`: what people do with alarms cannot be written down; it would not survive a restart.
 * - `audit-failed`: what is done here cannot be written into this wall's audit; acts are taken all the same.
 * - `outbox-failed`: acts cannot be written down, and are not taken.
 * - `cache-log-held`: somebody else reads the cache's file and does not leave; its log grows and cannot be cut back.
 * - `certificates-unusable`: new certificate files cannot be used; the last good ones still are.
 */
export type NoticeCode =
  | 'cache-quarantined'
  | 'cache-in-memory'
  | 'cache-write-failed'
  | 'cache-log-held'
  | 'undecodable-changes'
  | 'unknown-values'
  | 'digest-mismatch'
  | 'clock-stepped'
  | 'path-unproven'
  | 'outbox-quarantined'
  | 'outbox-failed'
  | 'audit-failed'
  | 'alarm-journal-failed'
  | 'certificates-unusable'

/** Something a person should know and nothing else on the glass says. */
export interface Notice {
  readonly code: NoticeCode
  readonly sinceMs: number
  readonly count: number
  readonly detail: string
  /** The detail for a view to say in its own language; absent where it is the machine's own words. */
  readonly coded?: CodedSentence
}

/** The server's time as the core knows it: at the moment of sending, and how fast it runs. */
export interface ServerTime {
  readonly serverMs: number
  /** Server seconds per real second; 1 but for a scenario that runs faster. */
  readonly rate: number
  /** Half of the best round trip, and what the clocks may have drifted since; absent while nothing was measured. */
  readonly uncertaintyMs?: number
}
