import type { BinaryWriter } from '@bufbuild/protobuf/wire'
import { WatchResponse } from '../../proto/gen/wall/v1/wall_feed.ts'
import type { Bookmark, ResetReason } from '../../proto/gen/wall/v1/wall_feed.ts'
import { encoded } from '../encoded.ts'
import type { LogBatch } from '../log/log.ts'

/** Field numbers of `WatchResponse`, `Batch` and `SnapshotChunk`: stored changes go out byte for byte. */
const RESPONSE = { snapshot: 1, batch: 2 } as const
const BATCH = { firstRevision: 1, lastRevision: 2, changes: 3 } as const
const CHUNK = { epoch: 1, totalCount: 2, changes: 3, kinds: 4 } as const
const VARINT = 0
const LENGTH_DELIMITED = 2

export function encodeBatch(batch: LogBatch): Buffer {
  return toBuffer((response) => {
    const message = response.tag(RESPONSE.batch, LENGTH_DELIMITED).fork()
    message.tag(BATCH.firstRevision, VARINT).int64(batch.firstRevision)
    message.tag(BATCH.lastRevision, VARINT).int64(batch.lastRevision)
    for (const body of batch.bodies) message.tag(BATCH.changes, LENGTH_DELIMITED).bytes(body)
    message.join()
  })
}

/** `kinds`: the only ones that the snapshot tells of; none: everything. */
export function encodeChunk(
  epoch: string,
  totalCount: number,
  bodies: readonly Uint8Array[],
  kinds: readonly string[],
): Buffer {
  return toBuffer((response) => {
    const message = response.tag(RESPONSE.snapshot, LENGTH_DELIMITED).fork()
    message.tag(CHUNK.epoch, LENGTH_DELIMITED).string(epoch)
    message.tag(CHUNK.totalCount, VARINT).uint32(totalCount)
    for (const body of bodies) message.tag(CHUNK.changes, LENGTH_DELIMITED).bytes(body)
    for (const kind of kinds) message.tag(CHUNK.kinds, LENGTH_DELIMITED).string(kind)
    message.join()
  })
}

export function encodeBookmark(bookmark: Bookmark): Buffer {
  return toBuffer((writer) => WatchResponse.encode({ bookmark }, writer))
}

export function encodeReset(epoch: string, reason: ResetReason): Buffer {
  return toBuffer((writer) => WatchResponse.encode({ reset: { epoch, reason } }, writer))
}

function toBuffer(write: (writer: BinaryWriter) => unknown): Buffer {
  const bytes = encoded(write)
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
