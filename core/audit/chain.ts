import { createHash } from 'node:crypto'

/** One row as it is kept, without number and hash. */
export interface AuditRow {
  /** By this machine's clock: an audit is compared with what people remember. */
  readonly atMs: number
  readonly event: string
  readonly who: string
  /** JSON. */
  readonly detail: string
}

/** Where the chain ended at one instant: enough to find that it was shortened or written anew. */
export interface AuditHead {
  readonly number: number
  /** Lower-case hexadecimal. */
  readonly hash: string
}

/** What stands before the first row. */
export const GENESIS: AuditHead = { number: 0, hash: '00'.repeat(32) }

/**
 * The head after this row: SHA-256(previous hash || [number, atMs, event, who, detail] as JSON in UTF-8). It is the
 * form of the gateway's audit, made here a second time because wall and gateway share no code; one program verifies
 * both. An edited, removed or exchanged row breaks the chain at its place. A shortened or wholly rewritten chain is
 * a good chain again: against these its head is kept outside of the file.
 */
export function chained(last: AuditHead, { atMs, event, who, detail }: AuditRow): AuditHead {
  const number = last.number + 1
  const canonical = JSON.stringify([number, atMs, event, who, detail])
  const hash = createHash('sha256')
    .update(Buffer.from(last.hash, 'hex'))
    .update(canonical, 'utf8')
    .digest('hex')
  return { number, hash }
}
