export const WALL_SCHEME = 'app'
export const WALL_HOST = 'wall'
export const WALL_URL = `${WALL_SCHEME}://${WALL_HOST}/index.html`
/** The same page, asked to show the clocks that run and nothing that might have ended it. */
export const SAFE_WALL_URL = `${WALL_URL}?safe=1`

/**
 * Whether an address is one of our own pages. Not by `URL.origin`: outside a page that is 'null' for every scheme
 * which the web does not know.
 */
export function isWallUrl(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return url.protocol === `${WALL_SCHEME}:` && url.host === WALL_HOST
}
