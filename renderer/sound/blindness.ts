import { linkWord } from '../wall/link-word.ts'
import { pathNoticed } from '../wall/path-proof.ts'
import type { WallStatus } from '../wall/status.ts'

/** Why the glass cannot be believed now: the nearest broken link of the path. */
export type Blindness = 'core-lost' | 'frozen' | 'offline' | 'stale' | 'path'

export function blindnessOf(
  status: WallStatus,
  pathDoubted: boolean,
  isFrozen = false,
): Blindness | undefined {
  const word = linkWord(status)
  if (word === 'connecting') return undefined
  if (isFrozen && word !== 'core-lost') return 'frozen'
  if (word !== 'live') return word
  return pathDoubted || pathNoticed(status) ? 'path' : undefined
}
