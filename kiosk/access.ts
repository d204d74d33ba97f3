import { hash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const PROTOCOL = 'fiveten.v1'

export interface Refusal {
  readonly status: number
  readonly reason: string
}

/**
 * Loopback is a trust line: every page in every browser on this machine can reach it. A request is answered only
 * when it names this server by its loopback address, so that a foreign name bound to it gets nothing.
 */
export function refuseHost(request: IncomingMessage, port: number): Refusal | undefined {
  const allowed = [`127.0.0.1:${port}`, `localhost:${port}`]
  if (allowed.includes(request.headers.host ?? '')) return undefined
  return { status: 403, reason: `This wall answers to ${allowed.join(' and ')} only.` }
}

/** A session also needs an own page as its origin, our protocol and the token. */
export function refuseSession(request: IncomingMessage, port: number, token: string): Refusal | undefined {
  const wrongHost = refuseHost(request, port)
  if (wrongHost !== undefined) return wrongHost
  const origin = request.headers.origin ?? ''
  if (![`http://127.0.0.1:${port}`, `http://localhost:${port}`].includes(origin)) {
    return { status: 403, reason: 'Sessions are for pages of this wall only.' }
  }
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((one) => one.trim())
  if (!offered.includes(PROTOCOL)) return { status: 400, reason: `The protocol must be ${PROTOCOL}.` }
  const given = offered.find((one) => one.startsWith('token.'))?.slice('token.'.length) ?? ''
  return equalSecrets(given, token)
    ? undefined
    : {
        status: 401,
        reason: 'The token is missing or wrong. Open the address that the wall printed when it started.',
      }
}

export function sessionProtocol(): string {
  return PROTOCOL
}

function equalSecrets(a: string, b: string): boolean {
  return timingSafeEqual(hash('sha256', a, 'buffer'), hash('sha256', b, 'buffer'))
}
