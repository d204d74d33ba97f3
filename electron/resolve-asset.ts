import { extname, join, sep } from 'node:path'

export interface Asset {
  readonly file: string
  readonly contentType: string
}

const CONTENT_TYPES: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.mjs', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.geojson', 'application/geo+json; charset=utf-8'],
  ['.xml', 'text/xml; charset=utf-8'],
  ['.txt', 'text/plain; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.jpg', 'image/jpeg'],
  ['.jpeg', 'image/jpeg'],
  ['.webp', 'image/webp'],
  ['.gif', 'image/gif'],
  ['.ico', 'image/x-icon'],
  ['.woff', 'font/woff'],
  ['.woff2', 'font/woff2'],
  ['.wasm', 'application/wasm'],
  ['.mp3', 'audio/mpeg'],
  ['.ogg', 'audio/ogg'],
  ['.wav', 'audio/wav'],
])

/**
 * The file behind the path of an address, inside `rootDir` and nowhere else. Undefined for a path that does not
 * decode, leaves the folder, or could name something else on some file system.
 */
export function resolveAsset(rootDir: string, pathname: string): Asset | undefined {
  const path = decode(pathname)
  if (path === undefined || /[\0\\:]/.test(path)) return undefined
  const file = join(rootDir, path.endsWith('/') ? `${path}index.html` : path)
  if (!file.startsWith(rootDir.endsWith(sep) ? rootDir : rootDir + sep)) return undefined
  return { file, contentType: CONTENT_TYPES.get(extname(file).toLowerCase()) ?? 'application/octet-stream' }
}

function decode(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return undefined // not a percent-encoded text: no file has such an address
  }
}
