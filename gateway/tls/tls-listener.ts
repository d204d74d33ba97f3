import { constants } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:tls'
import type { Server as TlsServer, TLSSocket, TlsOptions } from 'node:tls'
import { ServerCredentials } from '@grpc/grpc-js'
import type { Server } from '@grpc/grpc-js'
import type { ListenAddress } from '../listen-address.ts'
import { isRevoked } from './revocation-list.ts'
import type { TlsMaterial } from './tls-material.ts'
import { reasonAgainst, turnAway, whose } from './turned-away.ts'

const HANDSHAKE_MS = 10_000

const HANDSHAKE: TlsOptions = {
  requestCert: true,
  // Judged by hand in secureConnection, so that a peer can be told what is wrong with its certificate.
  rejectUnauthorized: false,
  ALPNProtocols: ['h2'],
  minVersion: 'TLSv1.2',
  handshakeTimeout: HANDSHAKE_MS,
}

export interface TlsListenerOptions {
  readonly server: Server
  readonly address: ListenAddress
  readonly material: TlsMaterial
  /** Told for every peer that is not let in, with its address. */
  readonly onTurnedAway: (peer: string, sentence: string) => void
}

export interface TlsListener {
  readonly port: number
  /** For connections from now on; of those that are open, the revoked ones are closed, and the others stay. */
  use(material: TlsMaterial): void
  close(): void
}

/**
 * Mutual TLS in front of a gRPC server: the server only ever sees connections whose client certificate is
 * good. The TLS server is our own, because grpc-js tells neither why a peer failed nor lets it be told.
 */
export async function listenTls(options: TlsListenerOptions): Promise<TlsListener> {
  const { server, address, material, onTurnedAway } = options
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure())
  const tls = createServer({ ...contextOf(material), ...HANDSHAKE })
  const open = new Set<TLSSocket>()
  tls.on('secureConnection', (socket) => {
    socket.on('error', () => socket.destroy())
    if (socket.authorized && socket.alpnProtocol === 'h2') {
      open.add(socket)
      socket.on('close', () => open.delete(socket))
      injector.injectConnection(socket)
      return
    }
    const sentence = socket.authorized ? 'the client does not speak HTTP/2' : reasonAgainst(socket)
    onTurnedAway(peerOf(socket), sentence)
    if (socket.alpnProtocol === 'h2') turnAway(socket, sentence)
    else socket.destroy()
  })
  tls.on('tlsClientError', (error, socket) => onTurnedAway(peerOf(socket), brokenOff(error)))
  await listen(tls, address)
  return {
    port: (tls.address() as AddressInfo).port,
    use(next) {
      tls.setSecureContext(contextOf(next))
      for (const socket of open) {
        const peer = socket.getPeerX509Certificate()
        if (!peer || !isRevoked(peer, next.revocations)) continue
        onTurnedAway(peerOf(socket), `${whose(socket)} was revoked; its connection was closed`)
        socket.destroy()
      }
    },
    close: () => tls.close(),
  }
}

/** A resumed session would not be judged again: there are none. */
function contextOf({ cert, key, ca, revocations }: TlsMaterial): TlsOptions {
  const crl = revocations.map(({ pem }) => pem)
  return { cert, key, ca, ...(crl.length > 0 && { crl }), secureOptions: constants.SSL_OP_NO_TICKET }
}

function listen(tls: TlsServer, { host, port }: ListenAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    tls.once('error', reject)
    tls.listen(port, host, () => {
      tls.off('error', reject)
      resolve()
    })
  })
}

function peerOf(socket: TLSSocket): string {
  return socket.remoteAddress ?? 'unknown address'
}

/** An alert names what the other side found wrong with our certificate; many only hang up. */
function brokenOff(error: Error & { readonly reason?: string; readonly code?: string }): string {
  const why =
    error.code === 'ECONNRESET'
      ? 'it hung up, as one does that does not trust the certificate of this gateway'
      : (error.reason ?? error.message)
  return `a client broke off the TLS handshake: ${why}`
}
