import { statSync } from 'node:fs'

/** A log that nobody holds is cut back to this. */
export const LOG_LIMIT_BYTES = 16 * 1024 * 1024

/** A log beyond this is held by somebody who reads, and a person should know. */
export const LOG_HELD_BYTES = 64 * 1024 * 1024

/** What SQLite's write-ahead log of this file takes on the disk. */
export function logBytesOf(path: string): number {
  return statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0
}
