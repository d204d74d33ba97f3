import { hash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Site } from './site.ts'

const PROTOCOL = 'fiveten.v1'

export interface Refusal {
  readonly status: number
  readonly reason: string
  /** The same for whoever opened a page; what only programs ask for has none. */
  readonly reasonZh?: string
}

export const NO_PAGE: Refusal = { status: 404, reason: 'There is no such page.', reasonZh: '没有此页面。' }
export const ONLY_GET: Refusal = {
  status: 405,
  reason: 'Only GET is answered here.',
  reasonZh: '此处只接受 GET 请求。',
}

const WRONG_TOKEN: Refusal = {
  status: 401,
  reason: 'The token is missing or wrong. Open the address that the wall printed when it started.',
  reasonZh: '令牌缺失或不正确，请打开本墙启动时给出的地址。',
}

/**
 * Loopback is a trust line: every page in every browser on this machine can reach it. A request is answered only
 * when it names this server by a name of its own, so that a foreign name bound to it gets nothing.
 */
export function refuseHost({ headers }: IncomingMessage, site: Site): Refusal | undefined {
  if (site.answersTo(headers.host ?? '')) return undefined
  return {
    status: 403,
    reason: `This wall answers to ${site.names.join(' and ')} only.`,
    reasonZh: `本墙只接受以 ${site.names.join(' 或 ')} 为地址的访问。`,
  }
}

/** A session also needs an own page as its origin, our protocol and the token. */
export function refuseSession(request: IncomingMessage, site: Site, token: string): Refusal | undefined {
  const wrongHost = refuseHost(request, site)
  if (wrongHost !== undefined) return wrongHost
  const [scheme, host = ''] = (request.headers.origin ?? '').split('://')
  if (scheme !== site.scheme || !site.answersTo(host)) {
    return { status: 403, reason: 'Sessions are for pages of this wall only.' }
  }
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((one) => one.trim())
  if (!offered.includes(PROTOCOL)) return { status: 400, reason: `The protocol must be ${PROTOCOL}.` }
  const given = offered.find((one) => one.startsWith('token.'))?.slice('token.'.length) ?? ''
  return equalSecrets(given, token) ? undefined : WRONG_TOKEN
}

/**
 * Health tells addresses, paths and numbers. Served in the open it never leaves this machine; served with TLS it
 * may, and is for who has the token: `Authorization: Bearer TOKEN`.
 */
export function refuseHealth({ headers }: IncomingMessage, site: Site, token: string): Refusal | undefined {
  if (site.scheme === 'http') return undefined
  const given = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? ''
  return equalSecrets(given, token) ? undefined : WRONG_TOKEN
}

/** For log and audit: from where somebody came, as what, and why in vain. Never what was offered as the token. */
export function wantedBy({ socket, headers }: IncomingMessage, { status, reason }: Refusal): string {
  const { host = 'no host', origin = 'no origin' } = headers
  return `from ${socket.remoteAddress ?? 'a peer that is gone'} (${host}, ${origin}): ${status} ${reason}`
}

export function sessionProtocol(): string {
  return PROTOCOL
}

function equalSecrets(a: string, b: string): boolean {
  return timingSafeEqual(hash('sha256', a, 'buffer'), hash('sha256', b, 'buffer'))
}
