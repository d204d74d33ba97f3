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
  const { raw, valid_to: validTo } = socket.getPeerCertificate()
  if (!(raw as Buffer | undefined)) return 'the gateway needs a client certificate, and none was presented'
  const code = String(socket.authorizationError)
  const name = whose(socket)
  if (code === 'CERT_HAS_EXPIRED') return `${name} expired on ${validTo}: make a new one`
  if (code === 'CERT_NOT_YET_VALID') return `${name} is not valid yet: check the clocks of both machines`
  if (code === 'INVALID_PURPOSE') return `${name} is not one for clients`
  if (ISSUER_CODES.has(code)) return `${name} was not issued by the CA that the gateway trusts`
  if (code === 'CERT_REVOKED')
    return `${name} was revoked: ask the administrator of the gateway for a new one`
  if (code === 'CRL_HAS_EXPIRED') {
    return 'the revocation list of the gateway has ended, and without a new one nobody is let in: tell its administrator'
  }
  return `${name} was not accepted (${code})`
}

/** The certificate that a peer has shown, in words. */
export function whose(socket: TLSSocket): string {
  return `the client certificate of ${[socket.getPeerCertificate().subject.CN].flat().join(', ') || 'nobody'}`
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
