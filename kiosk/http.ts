import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Core } from '../core/core.ts'
import { refuseHost, type Refusal } from './access.ts'
import { resolveFile, sendFile } from './static-files.ts'

const MAX_HEADER_BYTES = 16 * 1024

const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; " +
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const

/** The wall's pages and its health, on loopback only. Sessions are upgraded elsewhere. */
export function createHttpServer(core: Core, pages: string): Server {
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value)
    answer(core, pages, portOf(server), request, response).catch(() => response.destroy())
  })
  return server
}

/** Resolves with the port that was taken; 0 asks for a free one. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(toSentence(error, port)))
    server.listen(port, '127.0.0.1', () => resolve(portOf(server)))
  })
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo | null)?.port ?? 0
}

async function answer(
  core: Core,
  pages: string,
  port: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refusal = refuseHost(request, port)
  if (refusal !== undefined) return refuse(response, refusal)
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return refuse(response, { status: 405, reason: 'Only GET is answered here.' })
  }
  const path = (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/'
  if (path === '/healthz') return sendHealth(core, response)
  await sendFile(response, resolveFile(pages, path))
}

async function sendHealth(core: Core, response: ServerResponse): Promise<void> {
  const health = await core.health()
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
  response.end(`${JSON.stringify(health)}\n`)
}

function refuse(response: ServerResponse, { status, reason }: Refusal): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${reason}\n`)
}

function toSentence(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new Error(`Port ${port} is taken by another program. Stop it, or choose another with --port N.`)
  }
  if (error.code === 'EACCES') {
    return new Error(`Port ${port} may not be used by this user. Choose one above 1023 with --port N.`)
  }
  return new Error(`The wall cannot be served on port ${port}: ${error.message}`)
}
