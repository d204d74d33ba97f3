import { chmodSync, copyFileSync, existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openssl } from './openssl.ts'
import { keepIssued } from './revocation.ts'

/** One certificate to be made. */
export interface Leaf {
  /** The common name: what an identity file speaks of. */
  readonly name: string
  readonly usage: 'server' | 'client'
  /** For servers: what walls may call them, as openssl writes it, for example `DNS:localhost`. */
  readonly hosts?: readonly string[]
  readonly days: number
}

const CA_DAYS = 3650
const OWNER_ONLY = 0o600

/** Makes a CA in `dir`, unless there is one. Returns whether it made one. */
export function makeAuthority(dir: string, commonName = 'FiveTen development CA'): boolean {
  if (existsSync(join(dir, 'ca.crt')) && existsSync(join(dir, 'ca.key'))) return false
  inWorkFolder(dir, (work) => {
    writeFileSync(join(work, 'ca.cnf'), authorityConfig(commonName))
    makeKey(join(work, 'ca.key'))
    openssl(
      ...['req', '-x509', '-new', '-sha256', '-days', String(CA_DAYS)],
      ...['-key', join(work, 'ca.key'), '-config', join(work, 'ca.cnf'), '-out', join(work, 'ca.crt')],
    )
    publish(work, dir, ['ca.key', 'ca.crt'])
  })
  return true
}

/** Makes key and certificate of a leaf in `dir`, signed by the CA there; one of the same name is replaced. */
export function makeLeaf(dir: string, leaf: Leaf): void {
  inWorkFolder(dir, (work) => {
    const file = (ending: string): string => join(work, `${leaf.name}.${ending}`)
    const serial = newSerial()
    writeFileSync(file('cnf'), leafConfig(leaf))
    makeKey(file('key'))
    openssl('req', '-new', '-key', file('key'), '-config', file('cnf'), '-out', file('csr'))
    openssl(
      ...[
        'x509',
        '-req',
        '-sha256',
        '-in',
        file('csr'),
        '-CA',
        join(dir, 'ca.crt'),
        '-CAkey',
        join(dir, 'ca.key'),
      ],
      ...['-set_serial', `0x${serial}`, '-extfile', file('cnf'), '-extensions', 'leaf'],
      ...['-days', String(leaf.days), '-out', file('crt')],
    )
    copyFileSync(file('crt'), keepIssued(dir, leaf.name, serial))
    publish(work, dir, [`${leaf.name}.key`, `${leaf.name}.crt`])
  })
}

function makeKey(path: string): void {
  openssl('ecparam', '-genkey', '-name', 'prime256v1', '-noout', '-out', path)
  chmodSync(path, OWNER_ONLY)
}

function newSerial(): string {
  return crypto.randomUUID().replaceAll('-', '')
}

/** Everything is made aside and renamed when it is whole: a gateway that runs never reads half a file. */
function inWorkFolder(dir: string, make: (work: string) => void): void {
  const work = mkdtempSync(join(dir, '.new-'))
  try {
    make(work)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function publish(work: string, dir: string, names: readonly string[]): void {
  for (const name of names) renameSync(join(work, name), join(dir, name))
}

function authorityConfig(commonName: string): string {
  return [
    '[req]',
    'distinguished_name = subject',
    'prompt = no',
    'x509_extensions = authority',
    '[subject]',
    `CN = ${commonName}`,
    '[authority]',
    'basicConstraints = critical, CA:true, pathlen:0',
    'keyUsage = critical, keyCertSign, cRLSign',
    'subjectKeyIdentifier = hash',
    '',
  ].join('\n')
}

function leafConfig({ name, usage, hosts }: Leaf): string {
  return [
    '[req]',
    'distinguished_name = subject',
    'prompt = no',
    '[subject]',
    `CN = ${name}`,
    '[leaf]',
    'basicConstraints = critical, CA:false',
    'keyUsage = critical, digitalSignature',
    `extendedKeyUsage = ${usage}Auth`,
    'subjectKeyIdentifier = hash',
    'authorityKeyIdentifier = keyid',
    ...(hosts ? [`subjectAltName = ${hosts.join(', ')}`] : []),
    '',
  ].join('\n')
}
