/** What one watcher may cost. All times are real milliseconds. */
export interface WatchLimits {
  readonly batchChangeCount: number
  readonly batchByteCount: number
  /** A bookmark this long after the last change, so that a quiet wall soon knows that it is complete. */
  readonly settleMs: number
  /** A bookmark at least this often: the heartbeat. */
  readonly bookmarkMs: number
  /** A peer that takes nothing for this long is cut. */
  readonly stallMs: number
  /** A snapshot holds back the log's checkpoints; after this long it is given up. */
  readonly snapshotMs: number
  readonly watcherCount: number
}

export const WATCH_LIMITS: WatchLimits = {
  batchChangeCount: 256,
  batchByteCount: 64 * 1024,
  settleMs: 100,
  bookmarkMs: 2_000,
  stallMs: 10_000,
  snapshotMs: 120_000,
  watcherCount: 64,
}
