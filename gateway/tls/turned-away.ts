import { performServerHandshake } from 'node:http2'
import type { ServerHttp2Session } from 'node:http2'
import type { TLSSocket } from 'node:tls'
import { status } from '@grpc/grpc-js'

/** Long enough for a call that is under way to be answered. */
const HEARD_MS = 3_000

const ISSUER_CODES: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
])

/** Why a peer whose TLS handshake was completed is not let in. */
export function reasonAgainst(socket: TLSSocket): string {
  const { raw, subject, valid_to: validTo } = socket.getPeerCertificate()
  if (!(raw as Buffer | undefined)) return 'the gateway needs a client certificate, and none was presented'
  const code = String(socket.authorizationError)
  const whose = `the client certificate of ${[subject.CN].flat().join(', ') || 'nobody'}`
  if (code === 'CERT_HAS_EXPIRED') return `${whose} expired on ${validTo}: make a new one`
  if (code === 'CERT_NOT_YET_VALID') return `${whose} is not valid yet: check the clocks of both machines`
  if (code === 'INVALID_PURPOSE') return `${whose} is not one for clients`
  if (ISSUER_CODES.has(code)) return `${whose} was not issued by the CA that the gateway trusts`
  return `${whose} was not accepted (${code})`
}

/**
 * Tells a peer that is not let in why, as the status of whatever it calls, and closes. It never reaches a
 * service: a bare reset would leave the people at the wall to guess.
 */
export function turnAway(socket: TLSSocket, sentence: string): void {
  const session: ServerHttp2Session = performServerHandshake(socket)
  const end = setTimeout(() => session.destroy(), HEARD_MS)
  session.on('close', () => clearTimeout(end))
  session.on('error', () => session.destroy())
  session.on('stream', (stream) => {
    stream.on('error', () => stream.destroy())
    stream.respond(
      {
        ':status': 200,
        'content-type': 'application/grpc+proto',
        'grpc-status': String(status.UNAUTHENTICATED),
        'grpc-message': encodeURI(sentence),
      },
      { endStream: true },
    )
    session.close()
  })
}
