import { createHash } from 'node:crypto'

/** What happened, who did it as far as the gateway knows, and the rest as JSON text. */
export interface AuditEntry {
  readonly event: string
  readonly who: string
  readonly detail: string
}

/** One row as it is kept, without its hash. */
export interface ChainedRow extends AuditEntry {
  readonly number: number
  readonly atMs: number
}

/** What stands before the first row. */
export const GENESIS: Uint8Array = Buffer.alloc(32)

/**
 * The hash of a row covers the one before it: SHA-256(previous hash || canonical row). The canonical row is
 * the JSON array [number, atMs, event, who, detail] in UTF-8, which no two different rows share.
 *
 * An edited, removed or exchanged row breaks the chain at its place. A shortened or wholly rewritten chain is
 * a good chain again: against these its head is kept outside of the file.
 */
export function chainHash(previous: Uint8Array, { number, atMs, event, who, detail }: ChainedRow): Buffer {
  const canonical = JSON.stringify([number, atMs, event, who, detail])
  return createHash('sha256').update(previous).update(canonical, 'utf8').digest()
}
