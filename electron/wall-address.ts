export const WALL_SCHEME = 'app'
export const WALL_HOST = 'wall'
export const WALL_URL = `${WALL_SCHEME}://${WALL_HOST}/index.html`

/**
 * The page of one display of the layout; without one, of the wall as it is without a layout. A safe page shows the
 * clocks that run and nothing that might have ended it.
 */
export function wallUrl(displayId: string | undefined, isSafe = false): string {
  const params = new URLSearchParams({
    ...(isSafe ? { safe: '1' } : {}),
    ...(displayId === undefined ? {} : { display: displayId }),
  })
  return params.size === 0 ? WALL_URL : `${WALL_URL}?${params}`
}

/**
 * Whether an address is one of our own pages. Not by `URL.origin`: outside a page that is 'null' for every scheme
 * which the web does not know.
 */
export function isWallUrl(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return url.protocol === `${WALL_SCHEME}:` && url.host === WALL_HOST
}
