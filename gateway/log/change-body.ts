import { BinaryReader } from '@bufbuild/protobuf/wire'
import { Timestamp } from '../../proto/gen/google/protobuf/timestamp.ts'
import { Removal } from '../../proto/gen/wall/v1/wall_feed.ts'
import { encoded } from '../encoded.ts'
import { REMOVAL_FIELD, fieldOf } from '../kinds.ts'
import type { Kind } from '../kinds.ts'
import { toMs, toTimestamp } from '../timestamps.ts'

/** The header fields of `Change`; the resource has a higher number and is written last. */
const REVISION_FIELD = 1
const COMMITTED_AT_FIELD = 2
const VARINT = 0
const LENGTH_DELIMITED = 2

/** A `Change` as bytes, around a resource that is already encoded. */
export function encodeChange(
  revision: number,
  committedAtMs: number,
  kind: Kind,
  resource: Uint8Array,
): Uint8Array {
  return encode(revision, committedAtMs, fieldOf(kind), resource)
}

export function encodeRemoval(revision: number, committedAtMs: number, kind: Kind, id: string): Uint8Array {
  return encode(revision, committedAtMs, REMOVAL_FIELD, Removal.encode({ kind, id }).finish())
}

/** The bytes of the resource inside a `Change` that `encodeChange` has written. */
export function resourceOf(body: Uint8Array): Uint8Array {
  return contentOf(body).bytes
}

/** The server's time when the change was committed. */
export function committedAtMs(body: Uint8Array): number {
  const reader = new BinaryReader(body)
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag()
    if (field === COMMITTED_AT_FIELD) return toMs(Timestamp.decode(reader.bytes()))
    reader.skip(wireType, field)
  }
  throw new Error('A change in the log holds no time')
}

export function isRemoval(body: Uint8Array): boolean {
  return contentOf(body).field === REMOVAL_FIELD
}

function contentOf(body: Uint8Array): { readonly field: number; readonly bytes: Uint8Array } {
  const reader = new BinaryReader(body)
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag()
    if (field > COMMITTED_AT_FIELD) return { field, bytes: reader.bytes() }
    reader.skip(wireType, field)
  }
  throw new Error('A change in the log holds no resource')
}

function encode(revision: number, committedAtMs: number, field: number, resource: Uint8Array): Uint8Array {
  return encoded((writer) => {
    writer.tag(REVISION_FIELD, VARINT).int64(revision)
    Timestamp.encode(
      toTimestamp(committedAtMs),
      writer.tag(COMMITTED_AT_FIELD, LENGTH_DELIMITED).fork(),
    ).join()
    writer.tag(field, LENGTH_DELIMITED).bytes(resource)
  })
}
