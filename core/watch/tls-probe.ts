import { isIP } from 'node:net'
import { connect } from 'node:tls'
import { nobodyThere, SourceError } from './source.ts'
import { SECOND_LOOK_MS } from './tcp-probe.ts'
import type { TlsMaterial } from './tls-files.ts'

const PATIENCE_MS = 2_000

/**
 * Why a TLS connection to this gateway does not come about, in words; `undefined` when it does, or when TLS is
 * not what is wrong. grpc-js often says no more than that it failed.
 */
export function probeTls(address: string, material: TlsMaterial): Promise<SourceError | undefined> {
  const colon = address.lastIndexOf(':')
  const host = address.slice(0, colon).replace(/^\[|\]$/g, '')
  const port = Number(address.slice(colon + 1))
  return new Promise((resolve) => {
    const name = isIP(host) === 0 ? { servername: host } : {}
    const socket = connect({ host, port, ALPNProtocols: ['h2'], ...material, ...name })
    const end = (found: SourceError | undefined): void => {
      socket.destroy()
      resolve(found)
    }
    socket.setTimeout(PATIENCE_MS, () => {
      const reason = `Nobody at ${address} answered within ${PATIENCE_MS / 1000} s.`
      socket.setTimeout(SECOND_LOOK_MS, () =>
        end(socket.connecting ? nobodyThere(new Error(reason)) : undefined),
      )
    })
    socket.on('error', (error: NodeJS.ErrnoException) => end(explain(error, host)))
    // With TLS 1.3 the gateway judges this wall's certificate after the handshake; its first word says it is content.
    socket.on('data', () => end(undefined))
    socket.on('close', () => end(undefined))
  })
}

function explain({ code = '', message }: NodeJS.ErrnoException, host: string): SourceError | undefined {
  if (EXPIRED.has(code)) {
    return new SourceError(
      'expired',
      `The gateway's certificate is past its time, or before it (${message}).`,
    )
  }
  if (NOBODY_THERE.has(code)) return nobodyThere({ name: code, code, message })
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return new SourceError('wrong-name', `The gateway's certificate is not for ${host} (${message}).`)
  }
  if (UNTRUSTED.has(code)) {
    const sentence = `The gateway's certificate is not of the authority in the CA file (${message}).`
    return new SourceError('untrusted', sentence)
  }
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG') {
    return new SourceError('not-a-gateway', 'What answers at this address does not speak TLS.')
  }
  if (code.includes('ALERT_CERTIFICATE_EXPIRED')) {
    return new SourceError('expired', "This wall's own certificate has expired. Renew it.")
  }
  if (code.includes('ALERT_CERTIFICATE_REQUIRED')) {
    return new SourceError('no-certificate', 'The gateway asks for a certificate, and this wall sent none.')
  }
  if (/ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|UNSUPPORTED_CERT|CERTIFICATE_|ACCESS_DENIED|DECRYPT)/.test(code)) {
    return new SourceError(
      'no-certificate',
      `The gateway does not take this wall's certificate (${message}).`,
    )
  }
  return undefined
}

const NOBODY_THERE = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'ETIMEDOUT'])

const EXPIRED = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'])

const UNTRUSTED = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'INVALID_CA',
])
