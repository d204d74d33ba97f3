import { verify } from 'node:crypto'
import type { X509Certificate } from 'node:crypto'
import { GatewayError } from '../gateway-error.ts'
import { DER, childrenOf, hexOf, readDer, timeOf } from './der.ts'
import type { DerNode } from './der.ts'

/** What one CA has revoked. */
export interface RevocationList {
  readonly pem: string
  /** The CA, as `X509Certificate.issuer` writes it. */
  readonly issuer: string
  /** Two CAs may have one name. */
  readonly issuerFingerprint: string
  readonly serials: ReadonlySet<string>
  readonly validFromMs: number
  /** After it, OpenSSL takes no certificate of this CA any more. */
  readonly validToMs: number
}

type Content = Pick<RevocationList, 'serials' | 'validFromMs' | 'validToMs'>

const LIST = /-----BEGIN X509 CRL-----([^-]+)-----END X509 CRL-----/g

/** The digest of each signature algorithm, by its object identifier; null where the algorithm brings its own. */
const DIGESTS: ReadonlyMap<string, string | null> = new Map([
  ['2a8648ce3d040302', 'sha256'],
  ['2a8648ce3d040303', 'sha384'],
  ['2a8648ce3d040304', 'sha512'],
  ['2a864886f70d01010b', 'sha256'],
  ['2a864886f70d01010c', 'sha384'],
  ['2a864886f70d01010d', 'sha512'],
  ['2b6570', null],
])

/**
 * Reads the lists of a file and checks all of them: whole, signed by a CA that is trusted, valid now, and one for
 * each CA. Throws a `GatewayError`: OpenSSL turns every client away whose CA has no such list.
 */
export function readRevocationLists(
  pem: string,
  path: string,
  roots: readonly X509Certificate[],
  nowMs: number,
): readonly RevocationList[] {
  const blocks = [...pem.matchAll(LIST)]
  if (blocks.length === 0 || pem.split('-----BEGIN').length - 1 !== blocks.length) throw notWhole(path)
  const lists = blocks.map(([block, base64 = '']) => readList(block, base64, path, roots))
  for (const list of lists) requireCurrent(list, path, nowMs)
  const without = roots.find((root) => !lists.some((list) => list.issuerFingerprint === root.fingerprint256))
  if (without) {
    throw new GatewayError(
      `${path} has no revocation list of the CA ${oneLine(without.subject)}: its clients would be turned away; add it`,
    )
  }
  return lists
}

export function isRevoked(
  { issuer, serialNumber }: X509Certificate,
  lists: readonly RevocationList[],
): boolean {
  const serial = serialOf(serialNumber)
  return lists.some((list) => list.issuer === issuer && list.serials.has(serial))
}

function readList(
  pem: string,
  base64: string,
  path: string,
  roots: readonly X509Certificate[],
): RevocationList {
  let parts: readonly DerNode[]
  let fields: Content
  try {
    parts = childrenOf(readDer(Buffer.from(base64, 'base64')))
    fields = fieldsOf(parts[0])
  } catch {
    throw notWhole(path)
  }
  const root = roots.find((each) => isSignedBy(parts, each))
  if (!root) {
    throw new GatewayError(
      `the revocation list in ${path} was not signed by a CA that the gateway trusts, or was changed since: ` +
        'check --tls-crl and --tls-ca',
    )
  }
  return { pem, issuer: root.subject, issuerFingerprint: root.fingerprint256, ...fields }
}

function fieldsOf(body: DerNode | undefined): Content {
  const all = body ? childrenOf(body) : []
  const isTime = ({ tag }: DerNode): boolean => tag === DER.utcTime || tag === DER.generalizedTime
  const [from, to] = all.filter(isTime)
  if (!from) throw new Error('it has no time')
  const afterTimes = all[all.findLastIndex(isTime) + 1]
  const entries = afterTimes?.tag === DER.sequence ? childrenOf(afterTimes) : []
  const serials = entries
    .flatMap((entry) => childrenOf(entry)[0] ?? [])
    .map((serial) => serialOf(hexOf(serial)))
  return {
    serials: new Set(serials),
    validFromMs: timeOf(from),
    validToMs: to ? timeOf(to) : Number.POSITIVE_INFINITY,
  }
}

function isSignedBy([body, algorithm, signature]: readonly DerNode[], root: X509Certificate): boolean {
  const oid = algorithm && childrenOf(algorithm)[0]
  const digest = oid && DIGESTS.get(hexOf(oid))
  if (!body || !signature || digest === undefined) return false
  try {
    // The first byte of a bit string counts the bits that are not used: none.
    return verify(digest, body.whole, root.publicKey, signature.content.subarray(1))
  } catch {
    return false
  }
}

function requireCurrent({ validFromMs, validToMs }: RevocationList, path: string, nowMs: number): void {
  if (validToMs < nowMs) {
    throw new GatewayError(
      `the revocation list in ${path} ended on ${new Date(validToMs).toISOString()}: ` +
        'with it every client would be turned away; make a new one',
    )
  }
  if (validFromMs > nowMs) {
    throw new GatewayError(
      `the revocation list in ${path} is valid from ${new Date(validFromMs).toISOString()} on: ` +
        'check the clock of this machine',
    )
  }
}

function serialOf(hex: string): string {
  return BigInt(`0x${hex}`).toString(16)
}

function oneLine(subject: string): string {
  return subject.replaceAll('\n', ', ')
}

function notWhole(path: string): GatewayError {
  return new GatewayError(
    `${path} holds no whole revocation list in PEM form: it is another file, or half written`,
  )
}
