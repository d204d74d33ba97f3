import { Unit } from '../../proto/gen/wall/v1/duty.ts'
import { Change, ResetReason, WatchResponse, type KindDigest } from '../../proto/gen/wall/v1/wall_feed.ts'

const EMPTY = new Uint8Array()

/** A moment on the wire. */
export function at(ms: number): { seconds: number; nanos: number } {
  return { seconds: Math.floor(ms / 1000), nanos: (ms % 1000) * 1e6 }
}

export function wireChange(revision: number, payload: Partial<Change>): Change {
  return { ...Change.decode(EMPTY), revision, committedAt: at(revision * 1000), ...payload }
}

export function unitWire(id: string, revision: number): Change {
  return wireChange(revision, { unit: { ...Unit.decode(EMPTY), id, name: `Unit ${id} at ${revision}` } })
}

function response(message: Partial<WatchResponse>): WatchResponse {
  return { ...WatchResponse.decode(EMPTY), ...message }
}

export function batch(first: number, last: number, changes: readonly Change[]): WatchResponse {
  return response({ batch: { firstRevision: first, lastRevision: last, changes: [...changes] } })
}

export function chunk(
  totalCount: number,
  changes: readonly Change[],
  epoch = 'one',
  kinds: readonly string[] = [],
): WatchResponse {
  return response({ snapshot: { epoch, totalCount, changes: [...changes], kinds: [...kinds] } })
}

export function bookmark(
  revision: number,
  epoch = 'one',
  digest = '',
  kindDigests: readonly KindDigest[] = [],
): WatchResponse {
  const serverTime = at(revision * 1000)
  return response({ bookmark: { epoch, revision, serverTime, digest, kindDigests: [...kindDigests] } })
}

export function reset(epoch: string, reason: ResetReason = ResetReason.RESET_REASON_EPOCH_CHANGED) {
  return response({ reset: { epoch, reason } })
}
