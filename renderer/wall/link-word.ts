import type { WallStatus } from './status.ts'

/** Which words the link-state shows: the core's own loss comes before whatever it said last. */
export type LinkWord = 'live' | 'stale' | 'offline' | 'core-lost' | 'connecting'

export function linkWord(status: WallStatus): LinkWord {
  if (status.core === 'lost') return 'core-lost'
  if (status.core === 'connecting') return 'connecting'
  return status.link?.state ?? 'connecting'
}

/** Half a second is a tenth of what one reads on a five-minute clock; less is not worth a word. */
const UNCERTAINTY_SHOWN_MS = 500

export function uncertaintySeconds(status: WallStatus): string | undefined {
  const { uncertaintyMs } = status
  if (uncertaintyMs === undefined || uncertaintyMs < UNCERTAINTY_SHOWN_MS) return undefined
  return (uncertaintyMs / 1000).toFixed(1)
}
