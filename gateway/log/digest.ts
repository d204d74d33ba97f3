import { hash } from 'node:crypto'

/**
 * The digest of `Bookmark.digest`: a sum modulo 2^64, so that it is kept up by one addition and one
 * subtraction per change, and two sides agree whatever order they hold their rows in.
 */
const MODULUS_MASK = 2n ** 64n - 1n

export const EMPTY_DIGEST = 0n

export function added(digest: bigint, kind: string, id: string, revision: number): bigint {
  return (digest + term(kind, id, revision)) & MODULUS_MASK
}

export function removed(digest: bigint, kind: string, id: string, revision: number): bigint {
  return (digest - term(kind, id, revision)) & MODULUS_MASK
}

/** A digest as it goes out, less a sum that is part of it. */
export function without(digest: string, part: bigint): string {
  return toHex((BigInt(`0x${digest}`) - part) & MODULUS_MASK)
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

function term(kind: string, id: string, revision: number): bigint {
  return hash('sha1', `${kind}/${id}@${revision}`, 'buffer').readBigUInt64BE(0)
}
