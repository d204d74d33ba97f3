/** How long the watch waits for what. */
export interface WatchTiming {
  /** From opening a channel to the first message. grpc-js alone would wait for ever for a silent peer. */
  readonly firstMessageMs: number
  /** Between two messages; the gateway promises a bookmark at least every 5 s. */
  readonly silenceMs: number
  /** Older than this, data on the wall are stale. */
  readonly staleAfterMs: number
  /** At most this long from one knock to the next while nobody is there at all. */
  readonly knockMs: number
  readonly backoffInitialMs: number
  readonly backoffCapMs: number
  /** At most this long to the next try where trying again soon cannot help, or is what the gateway complains of. */
  readonly patienceMs: number
  /** Between two measurements of the clock offset. */
  readonly timeSyncMs: number
}

/**
 * A peer that is frozen or half-open is given up after `silenceMs` and the watchdog's second look, together
 * below 15 s; one that accepts and says nothing is left for a new connection within 20 s: `firstMessageMs`, the
 * second look and the longest back-off.
 */
export const WATCH_TIMING: WatchTiming = {
  firstMessageMs: 12_000,
  silenceMs: 12_000,
  staleAfterMs: 10_000,
  knockMs: 600,
  backoffInitialMs: 200,
  backoffCapMs: 5_000,
  patienceMs: 60_000,
  timeSyncMs: 60_000,
}
