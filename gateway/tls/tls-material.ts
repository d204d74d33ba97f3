import { X509Certificate, createPrivateKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { GatewayError } from '../gateway-error.ts'
import { errorCode, errorText } from '../log/log-error.ts'
import { readRevocationLists } from './revocation-list.ts'
import type { RevocationList } from './revocation-list.ts'

export interface TlsPaths {
  readonly certPath: string
  readonly keyPath: string
  /** The CA of both sides: it issued the gateway's certificate, and those of the clients that are let in. */
  readonly caPath: string
  /** What the CA has revoked; without it nothing is. */
  readonly crlPath?: string | undefined
}

/** Certificate, key and CA that belong together and are valid. */
export interface TlsMaterial {
  readonly cert: Buffer
  readonly key: Buffer
  readonly ca: Buffer
  readonly revocations: readonly RevocationList[]
  /** SHA-256 of the gateway's certificate. */
  readonly fingerprint: string
  readonly validToMs: number
}

const SERVER_USAGE = '1.3.6.1.5.5.7.3.1'
const EVERYWHERE: readonly string[] = ['0.0.0.0', '::']
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/**
 * Reads and checks all of it before any of it is used. Throws a `GatewayError` that names the file and the
 * reason: a half-written one, a key of another certificate, one that expired, another CA or another name, a
 * revocation list that would turn everybody away.
 */
export function readTls(paths: TlsPaths, host: string, nowMs: number): TlsMaterial {
  const cert = readOr(paths.certPath, 'certificate', '--tls-cert')
  const key = readOr(paths.keyPath, 'key', '--tls-key')
  const ca = readOr(paths.caPath, 'CA', '--tls-ca')
  const [leaf, ...chain] = certificatesIn(cert, paths.certPath)
  const roots = certificatesIn(ca, paths.caPath)
  if (!leaf) throw new GatewayError(`${paths.certPath} holds no certificate: check --tls-cert`)
  if (!leaf.checkPrivateKey(keyIn(key, paths.keyPath))) {
    throw new GatewayError(
      `the key ${paths.keyPath} does not belong to the certificate ${paths.certPath}: both must be made together`,
    )
  }
  requireValid(leaf, paths.certPath, nowMs)
  for (const root of roots) requireValid(root, paths.caPath, nowMs)
  requireIssued(leaf, chain, roots, paths)
  requireName(leaf, paths.certPath, host)
  const revocations = revocationsIn(paths, roots, nowMs)
  return { cert, key, ca, revocations, fingerprint: leaf.fingerprint256, validToMs: Date.parse(leaf.validTo) }
}

export function isSameTls(one: TlsMaterial, other: TlsMaterial): boolean {
  const isSame = one.cert.equals(other.cert) && one.key.equals(other.key) && one.ca.equals(other.ca)
  return isSame && pemOf(one.revocations) === pemOf(other.revocations)
}

function pemOf(lists: readonly RevocationList[]): string {
  return lists.map(({ pem }) => pem).join('\n')
}

function revocationsIn(
  { crlPath }: TlsPaths,
  roots: readonly X509Certificate[],
  nowMs: number,
): readonly RevocationList[] {
  if (crlPath === undefined) return []
  const pem = readOr(crlPath, 'revocation list', '--tls-crl').toString('latin1')
  return readRevocationLists(pem, crlPath, roots, nowMs)
}

function readOr(path: string, what: string, option: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    const reason = errorCode(error) || errorText(error)
    throw new GatewayError(`the ${what} file ${path} cannot be read (${reason}): check ${option}`)
  }
}

function certificatesIn(pem: Buffer, path: string): readonly X509Certificate[] {
  const text = pem.toString('latin1')
  const found = text.match(CERTIFICATE) ?? []
  const begun = text.split('-----BEGIN').length - 1
  try {
    if (found.length === 0 || begun !== found.length) throw new Error('a part is missing')
    return found.map((each) => new X509Certificate(each))
  } catch {
    throw new GatewayError(
      `${path} holds no whole certificate in PEM form: it is another file, or half written`,
    )
  }
}

function keyIn(pem: Buffer, path: string): KeyObject {
  try {
    return createPrivateKey(pem)
  } catch {
    throw new GatewayError(
      `${path} holds no whole private key in PEM form without a password: it is another file, or half written`,
    )
  }
}

function requireValid(certificate: X509Certificate, path: string, nowMs: number): void {
  const { validFrom, validTo } = certificate
  if (Date.parse(validTo) < nowMs) {
    throw new GatewayError(`the certificate in ${path} expired on ${iso(validTo)}: make a new one`)
  }
  if (Date.parse(validFrom) > nowMs) {
    throw new GatewayError(
      `the certificate in ${path} is valid from ${iso(validFrom)} on: check the clock of this machine`,
    )
  }
}

/** Up from the leaf through the chain to a root; each step is checked by its signature. */
function requireIssued(
  leaf: X509Certificate,
  chain: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  { certPath, caPath }: TlsPaths,
): void {
  let current = leaf
  for (let step = 0; step <= chain.length; step += 1) {
    if (roots.some((root) => isIssuedBy(current, root))) return
    const next = chain.find((each) => each !== current && isIssuedBy(current, each))
    if (!next) break
    current = next
  }
  throw new GatewayError(
    `the certificate ${certPath} was not issued by the CA in ${caPath}: walls that trust this CA would refuse it`,
  )
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
}

function requireName(leaf: X509Certificate, path: string, host: string): void {
  const usage = leaf.keyUsage as readonly string[] | undefined
  if (usage && !usage.includes(SERVER_USAGE)) {
    throw new GatewayError(`the certificate ${path} is not one for servers: make one for the gateway`)
  }
  const names = leaf.subjectAltName ?? ''
  if (names === '') {
    throw new GatewayError(`the certificate ${path} names no host (it has no SAN): walls would refuse it`)
  }
  if (EVERYWHERE.includes(host)) return
  const isNamed = isIP(host) ? leaf.checkIP(host) : leaf.checkHost(host)
  if (isNamed) return
  throw new GatewayError(
    `the certificate ${path} is for ${names}, not for ${host}: walls would refuse it; ` +
      'make one with this name, or listen on a name that it has',
  )
}

function iso(date: string): string {
  return new Date(Date.parse(date)).toISOString()
}
