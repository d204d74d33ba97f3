import type { DisplayHealth } from './displays/display-desk.ts'
import type { LinkState, MismatchCounts } from '../domain/view/link.ts'

/** What `GET /healthz` answers. A figure that cannot be read is -1, never 0. */
export interface Health {
  readonly status: 'ok' | 'degraded'
  readonly link: {
    readonly state: LinkState
    readonly bookmarkAgeMs: number
    readonly gateway: string
    readonly attempt: number
    readonly problem?: string
  }
  readonly epoch: string
  readonly revision: number
  readonly digest: string
  /** How often this differed from the gateway's in this run, and what mended it. */
  readonly mismatches: MismatchCounts
  readonly counts: Readonly<Record<string, number>>
  readonly cache: {
    readonly path: string
    readonly bytes: number
    readonly logBytes: number
    readonly schema: number
    readonly inMemory: boolean
  }
  /** `head`: NUMBER:HASH of the last row of this wall's audit, to be kept elsewhere and compared. */
  readonly audit: { readonly head: string; readonly usable: boolean }
  readonly outbox: { readonly queued: number; readonly usable: boolean }
  /** Real time since the last proof of life was made that came the whole way. */
  readonly proofAgeMs: number
  readonly clock: { readonly offsetMs: number; readonly uncertaintyMs: number; readonly rate: number }
  readonly notices: readonly string[]
  readonly views: number
  readonly displays: readonly DisplayHealth[]
}
