import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { isKeyOf, isWholeCertificates, readPem } from '../core/watch/tls-files.ts'
import { isEverywhere } from './serve-address.ts'

/** PEM files that the wall itself is served with; the link to the gateway has others. */
export interface ServeFiles {
  readonly certFile: string
  readonly keyFile: string
}

export interface ServeCertificate {
  readonly cert: Buffer
  readonly key: Buffer
  readonly leaf: X509Certificate
}

const SERVER_USAGE = '1.3.6.1.5.5.7.3.1'

/** Reads both, and checks them before they are used. Throws a sentence that names the file and the reason. */
export function readServeCertificate(
  { certFile, keyFile }: ServeFiles,
  host: string,
  nowMs: number,
): ServeCertificate {
  const cert = readPem(certFile)
  const key = readPem(keyFile)
  if (!isWholeCertificates(String(cert))) {
    throw new Error(`${certFile} holds no whole certificate. Write it under another name, then rename it.`)
  }
  if (!isKeyOf(key, cert)) throw new Error(`${keyFile} is not the whole private key of ${certFile}.`)
  const leaf = new X509Certificate(cert)
  const usage = leaf.keyUsage as readonly string[] | undefined
  if (usage && !usage.includes(SERVER_USAGE)) {
    throw new Error(`The certificate ${certFile} is not one for servers. Browsers would refuse it.`)
  }
  requireValid(leaf, certFile, nowMs)
  if (!isEverywhere(host) && !isNamed(leaf, host)) {
    throw new Error(
      `The certificate ${certFile} is for ${leaf.subjectAltName ?? 'no host at all'}, not for ${host}. ` +
        'Browsers would refuse it: make one with this name, or listen on a name that it has.',
    )
  }
  if (leaf.subjectAltName === undefined) {
    throw new Error(`The certificate ${certFile} names no host (it has no SAN). Browsers would refuse it.`)
  }
  return { cert, key, leaf }
}

export function isNamed(leaf: X509Certificate, host: string): boolean {
  return (isIP(host) === 0 ? leaf.checkHost(host) : leaf.checkIP(host)) !== undefined
}

/** The names and addresses in a certificate, in its order. */
export function namesIn({ subjectAltName = '' }: X509Certificate): readonly string[] {
  return subjectAltName.split(', ').flatMap((part) => /^(?:DNS|IP Address):(.+)$/.exec(part)?.[1] ?? [])
}

function requireValid({ validFrom, validTo }: X509Certificate, file: string, nowMs: number): void {
  if (Date.parse(validTo) < nowMs) {
    throw new Error(`The certificate ${file} ended on ${iso(validTo)}. Make a new one.`)
  }
  if (Date.parse(validFrom) > nowMs) {
    throw new Error(`The certificate ${file} begins on ${iso(validFrom)}. Check the clock of this machine.`)
  }
}

function iso(date: string): string {
  return new Date(Date.parse(date)).toISOString()
}
