import type { ProofAtGlass } from '../../wall/path-proof.ts'
import type { WallStatus } from '../../wall/status.ts'

export interface PathStation {
  readonly station: 'emitted' | 'stored' | 'painted'
  /** From the station before; what clocks disagree about can make it negative, and it is shown so. */
  readonly tookMs?: number
  readonly atMs: number
}

/** The way of the last proof of life, station by station, in seconds that really passed. */
export function stationsOf(proof: ProofAtGlass | undefined, rate: number): readonly PathStation[] {
  if (proof === undefined) return []
  const { emittedMs, storedMs, paintedMs, atOpening } = proof
  return [
    { station: 'emitted', atMs: emittedMs },
    { station: 'stored', atMs: storedMs, tookMs: (storedMs - emittedMs) / rate },
    {
      station: 'painted',
      atMs: paintedMs,
      ...(atOpening === true ? {} : { tookMs: (paintedMs - storedMs) / rate }),
    },
  ]
}

export type CacheState = 'written' | 'memory' | 'failing' | 'renewed'

/** What the notices say of the cache on this machine. The worst of them counts. */
export function cacheStateOf({ notices }: WallStatus): CacheState {
  const codes = new Set(notices.map(({ code }) => code))
  if (codes.has('cache-write-failed')) return 'failing'
  if (codes.has('cache-in-memory')) return 'memory'
  return codes.has('cache-quarantined') ? 'renewed' : 'written'
}
