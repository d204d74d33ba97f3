import { PROOF_EVERY_MS, type PathProof } from '../../domain/view/truth.ts'
import type { WallStatus } from './status.ts'

/** One proof may be late by half of its interval; then the path is in doubt. */
const DOUBTED_AFTER_MS = PROOF_EVERY_MS * 1.5

/** A proof of life with its last station: this glass. */
export interface ProofAtGlass extends PathProof {
  readonly paintedMs: number
  /** The page was opened after it had been made: when it was painted tells nothing of the way. */
  readonly atOpening?: true
}

export interface PathAge {
  readonly ageMs: number
  readonly doubted: boolean
}

/** How long ago the last proof was made that was seen on this glass. Without one nothing is claimed. */
export function pathAgeOf(
  status: WallStatus,
  provenMs: number | undefined,
  nowMs: number | undefined,
): PathAge | undefined {
  if (provenMs === undefined || nowMs === undefined) return undefined
  const ageMs = Math.max(0, nowMs - provenMs) / status.rate
  return { ageMs, doubted: ageMs > DOUBTED_AFTER_MS || pathNoticed(status) }
}

export function pathNoticed({ notices }: WallStatus): boolean {
  return notices.some(({ code }) => code === 'path-unproven')
}
