import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { protocol } from 'electron'
import type { AppModule } from '../app-module.ts'
import { resolveAsset } from '../resolve-asset.ts'
import { isWallUrl, WALL_SCHEME } from '../wall-address.ts'

/**
 * Everything a page uses is in its own folder. Workers from blobs and WebAssembly are for the globe. The sandbox
 * leaves out modals, downloads and forms, so that a page can neither print nor ask; popups are in it only to be
 * refused where that is written down.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  // The styles that Cesium writes into its own elements, by what is in them.
  "style-src 'self' 'unsafe-hashes' 'sha256-BVJq0J0CcoIBO7ikkmisQ5kYoOnqxRUC37ihQ3YWZQQ=' " +
    "'sha256-GU5zilGWFiRrmr4xJeDjQZKuKRcLO8ZT+o0Avfni8Sw=' 'sha256-gM2CWYHXIHTu7Ts6ncwv0GMWZ9LXGrz2qqqjyuDojl8='",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  'sandbox allow-scripts allow-same-origin allow-popups',
].join('; ')

/** Of every answer: a page could show one that says "no" just as well, and would have no policy there. */
const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

/** `app://wall/…` is the folder of the built renderer; pages get no `file:` address, and no other host exists. */
export function appProtocol(rendererDir: string): AppModule {
  return {
    prepare() {
      if (!existsSync(join(rendererDir, 'index.html')))
        throw new Error('The pages of the wall are not built. Run `npm run build` first.')
      protocol.registerSchemesAsPrivileged([
        {
          scheme: WALL_SCHEME,
          // A page that comes back after a crash finds its scripts compiled.
          privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
        },
      ])
    },
    start() {
      protocol.handle(WALL_SCHEME, (request) => serve(request, rendererDir))
    },
  }
}

async function serve(request: Request, rendererDir: string): Promise<Response> {
  if (request.method !== 'GET' || !isWallUrl(request.url)) return notFound()
  const asset = resolveAsset(rendererDir, new URL(request.url).pathname)
  if (asset === undefined) return notFound()
  const content = await readFile(asset.file).catch(() => undefined)
  if (content === undefined) return notFound()
  return new Response(content, { headers: { ...HEADERS, 'content-type': asset.contentType } })
}

function notFound(): Response {
  const headers = { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' }
  return new Response('There is no such file.', { status: 404, headers })
}
