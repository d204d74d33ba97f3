import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http'
import { createServer as createTlsServer, type Server as HttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Core } from '../core/core.ts'
import type { Refusals } from '../core/audit/refusals.ts'
import { NO_PAGE, ONLY_GET, refuseHealth, refuseHost, wantedBy, type Refusal } from './access.ts'
import type { ServeAddress } from './serve-address.ts'
import type { ServeCertificate } from './serve-certificate.ts'
import type { Site } from './site.ts'
import { resolveFile, sendFile } from './static-files.ts'

const MAX_HEADER_BYTES = 16 * 1024
const HANDSHAKE_MS = 10_000

const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-hashes' " +
    // The styles that Cesium writes into its own elements, by what is in them.
    "'sha256-BVJq0J0CcoIBO7ikkmisQ5kYoOnqxRUC37ihQ3YWZQQ=' " +
    "'sha256-GU5zilGWFiRrmr4xJeDjQZKuKRcLO8ZT+o0Avfni8Sw=' 'sha256-gM2CWYHXIHTu7Ts6ncwv0GMWZ9LXGrz2qqqjyuDojl8='; " +
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const

export type Server = HttpServer | HttpsServer

export interface Served {
  readonly core: Core
  /** The folder with the built pages. */
  readonly pages: string
  readonly site: Site
  readonly token: string
  readonly refusals: Refusals
}

/** The wall's pages and its health. Sessions are upgraded elsewhere. With a certificate it speaks TLS only. */
export function createHttpServer(served: Served, certificate: ServeCertificate | undefined): Server {
  const limits = { maxHeaderSize: MAX_HEADER_BYTES }
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value)
    answer(served, request, response).catch(() => response.destroy())
  }
  if (certificate === undefined) return createServer(limits, handle)
  return createTlsServer({ ...limits, ...contextOf(certificate), handshakeTimeout: HANDSHAKE_MS }, handle)
}

/** For connections from now on. */
export function useCertificate(server: Server, certificate: ServeCertificate): void {
  if ('setSecureContext' in server) server.setSecureContext(contextOf(certificate))
}

/** Resolves with the port that was taken; 0 asks for a free one. */
export function listen(server: Server, { host, port }: ServeAddress): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(toSentence(error, host, port)))
    server.listen(port, host, () => resolve(portOf(server)))
  })
}

function contextOf({ cert, key }: ServeCertificate) {
  return { cert, key, minVersion: 'TLSv1.2' } as const
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo | null)?.port ?? 0
}

async function answer(
  { core, pages, site, token, refusals }: Served,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refusal = refuseHost(request, site)
  if (refusal !== undefined) {
    refusals.refuse('request', 'A page was asked for', wantedBy(request, refusal))
    return refuse(response, refusal)
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return refuse(response, ONLY_GET)
  }
  const path = (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/'
  if (path === '/healthz') {
    const noHealth = refuseHealth(request, site, token)
    if (noHealth === undefined) return sendHealth(core, response)
    refusals.refuse('health', 'Health was asked for', wantedBy(request, noHealth))
    return refuse(response, noHealth)
  }
  if (!(await sendFile(response, resolveFile(pages, path)))) refuse(response, NO_PAGE)
}

async function sendHealth(core: Core, response: ServerResponse): Promise<void> {
  const health = await core.health()
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
  response.end(`${JSON.stringify(health)}\n`)
}

/** In both languages: nobody knows yet who reads it. */
function refuse(response: ServerResponse, { status, reason, reasonZh }: Refusal): void {
  if (status === 401) response.setHeader('www-authenticate', 'Bearer')
  const sentences = reasonZh === undefined ? [reason] : [reasonZh, reason]
  response
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8' })
    .end(sentences.map((sentence) => `${sentence}\n`).join(''))
}

function toSentence(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new Error(`Port ${port} is taken by another program. Stop it, or choose another with --port N.`)
  }
  if (error.code === 'EACCES') {
    return new Error(`Port ${port} may not be used by this user. Choose one above 1023 with --port N.`)
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new Error(`This machine has no address ${host}. Choose one that it has with --listen HOST:PORT.`)
  }
  return new Error(`The wall cannot be served on port ${port}: ${error.message}`)
}
