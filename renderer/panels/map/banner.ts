import type { WallStatus } from '../../wall/status.ts'

/** Which sentence lies over the map. `none` while all is well. */
export type BannerKind = 'none' | 'refused' | 'core-lost' | 'offline' | 'stale' | 'loading' | 'empty'

export function bannerKind(status: WallStatus): BannerKind {
  const { core, refused, link } = status
  if (refused !== undefined) return 'refused'
  if (link?.asOfMs === undefined)
    return link?.loading !== undefined && core === 'connected' ? 'loading' : 'empty'
  if (core === 'lost') return 'core-lost'
  if (link.loading !== undefined) return 'loading'
  return link.state === 'live' ? 'none' : link.state
}

/** Who is being tried while there is nothing yet. */
export function emptySentence(status: WallStatus): string {
  if (status.core === 'connecting') return 'banner.emptyConnecting'
  if (status.core === 'lost') return 'banner.emptyCoreLost'
  return status.link?.state === 'live' ? 'banner.emptyConnected' : 'banner.emptyTrying'
}
