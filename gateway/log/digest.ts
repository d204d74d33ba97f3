import { hash } from 'node:crypto'
import type { KindDigest } from '../../proto/gen/wall/v1/wall_feed.ts'

/**
 * The digest of `Bookmark.digest`: a sum modulo 2^64, so that it is kept up by one addition and one
 * subtraction per change, and two sides agree whatever order they hold their rows in.
 */
const MODULUS_MASK = 2n ** 64n - 1n

export const EMPTY_DIGEST = 0n

export function plus(digest: bigint, sum: bigint): bigint {
  return (digest + sum) & MODULUS_MASK
}

export function added(digest: bigint, kind: string, id: string, revision: number): bigint {
  return plus(digest, termOf(kind, id, revision))
}

export function minus(digest: bigint, sum: bigint): bigint {
  return (digest - sum) & MODULUS_MASK
}

export function removed(digest: bigint, kind: string, id: string, revision: number): bigint {
  return minus(digest, termOf(kind, id, revision))
}

/** The digest of the resources of each kind. All of them together are the digest of the state. */
export type KindSums = ReadonlyMap<string, bigint>

export function withKind(sums: KindSums, kind: string, sum: bigint): KindSums {
  return new Map(sums).set(kind, sum)
}

/** As in `Bookmark.kind_digests`: kinds of which there is nothing are left out. */
export function kindDigests(sums: KindSums): readonly KindDigest[] {
  return [...sums].flatMap(([kind, sum]) => (sum === EMPTY_DIGEST ? [] : [{ kind, digest: toHex(sum) }]))
}

/** A digest as it goes out, less a sum that is part of it. */
export function without(digest: string, part: bigint): string {
  return toHex(minus(BigInt(`0x${digest}`), part))
}

export function toHex(digest: bigint): string {
  return digest.toString(16).padStart(16, '0')
}

export function toBytes(digest: bigint): Buffer {
  const bytes = Buffer.allocUnsafe(8)
  bytes.writeBigUInt64BE(digest)
  return bytes
}

export function fromBytes(bytes: Buffer): bigint {
  return bytes.readBigUInt64BE()
}

/** What a resource at this revision adds to the digest. */
export function termOf(kind: string, id: string, revision: number): bigint {
  // As text, because a buffer for each costs twice as much.
  return BigInt(`0x${hash('sha1', `${kind}/${id}@${revision}`).slice(0, 16)}`)
}
