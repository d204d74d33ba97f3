import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.geojson': 'application/geo+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.ico': 'image/x-icon',
  '.xml': 'application/xml',
}

/** The file under `root` that a request path names, or `undefined` for one that leads out of it. */
export function resolveFile(root: string, requestPath: string): string | undefined {
  let decoded: string
  try {
    decoded = decodeURIComponent(requestPath)
  } catch {
    return undefined
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return undefined
  const file = normalize(join(root, decoded.endsWith('/') ? `${decoded}index.html` : decoded))
  return file.startsWith(normalize(root) + sep) ? file : undefined
}

/** Answers with the file; `false`: there is none, and nothing was answered. */
export async function sendFile(response: ServerResponse, file: string | undefined): Promise<boolean> {
  const found = file === undefined ? undefined : await stat(file).catch(() => undefined)
  if (file === undefined || found === undefined || !found.isFile()) return false
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-length': found.size,
    'cache-control': file.includes(`${sep}assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
  })
  // A reader that goes away in the middle is no fault of this server.
  await pipeline(createReadStream(file), response).catch(() => response.destroy())
  return true
}
