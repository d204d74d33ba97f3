/** How long the watch waits for what. */
export interface WatchTiming {
  /** From opening a channel to the first message. grpc-js alone would wait for ever for a silent peer. */
  readonly firstMessageMs: number
  /** Between two messages; the gateway promises a bookmark at least every 5 s. */
  readonly silenceMs: number
  /** Older than this, data on the wall are stale. */
  readonly staleAfterMs: number
  readonly backoffInitialMs: number
  readonly backoffCapMs: number
  /** Between two measurements of the clock offset. */
  readonly timeSyncMs: number
}

export const WATCH_TIMING: WatchTiming = {
  firstMessageMs: 20_000,
  silenceMs: 15_000,
  staleAfterMs: 10_000,
  backoffInitialMs: 200,
  backoffCapMs: 5_000,
  timeSyncMs: 60_000,
}
