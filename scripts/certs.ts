import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, relative, resolve, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { makeAuthority, makeLeaf } from './certs/make-certificates.ts'
import { revoke, writeList } from './certs/revocation.ts'
import { ROOT } from './lib/root.ts'

const USAGE = `usage: npm run certs -- --out DIR [--name NAME ...] [--host HOST ...] [--days N]
       npm run certs -- --out DIR --revoke NAME ...
  --out DIR    where to; not inside the repository
  --name NAME  a wall, seat, leader or platform, one certificate each (default: wall-1 seat-1 leader-1 platform-1)
  --host HOST  a further name or address of the gateway, beside localhost, 127.0.0.1 and ::1
  --days N     validity of the certificates, default 90
  --revoke NAME  makes nothing: revokes every certificate ever made there for this name, in DIR/ca.crl
A CA that is there is used again; certificates of the same names are replaced, which a running gateway notices.`
const DEFAULT_NAMES = ['wall-1', 'seat-1', 'leader-1', 'platform-1']
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/
const LOCAL_HOSTS = ['DNS:localhost', 'IP:127.0.0.1', 'IP:::1']

try {
  main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

function main(args: readonly string[]): void {
  const { out, names, hosts, days, revoked } = readArguments(args)
  if (revoked.length > 0) return revokeAll(out, revoked)
  mkdirSync(out, { recursive: true, mode: 0o700 })
  const isNew = makeAuthority(out)
  console.log(`${isNew ? 'made' : 'used'} the development CA ${join(out, 'ca.crt')}`)
  makeLeaf(out, { name: 'gateway', usage: 'server', hosts: [...LOCAL_HOSTS, ...hosts.map(asAltName)], days })
  for (const name of names) makeLeaf(out, { name, usage: 'client', days })
  for (const name of ['gateway', ...names]) console.log(`made ${join(out, `${name}.crt`)} and its key`)
  console.log(`wrote ${writeList(out)}, which says what was revoked`)
  writeIdentities(join(out, 'identities.json'), names)
  const file = (name: string): string => join(out, name)
  console.log(
    `start the gateway with: npm run gateway -- --tls-cert ${file('gateway.crt')} ` +
      `--tls-key ${file('gateway.key')} --tls-ca ${file('ca.crt')} --tls-crl ${file('ca.crl')} ` +
      `--identities ${file('identities.json')}`,
  )
}

function revokeAll(out: string, names: readonly string[]): void {
  if (!existsSync(join(out, 'ca.key'))) {
    throw new Error(`${out} has no CA: --out must name the folder in which the certificates were made.`)
  }
  for (const name of names) {
    const count = revoke(out, name)
    console.log(`revoked ${count} certificate(s) of ${name} in ${join(out, 'ca.crl')}`)
  }
  console.log('A gateway with --tls-crl reads the list within a second and closes their connections.')
}

function readArguments(args: readonly string[]) {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: text,
      name: { type: 'string', multiple: true },
      host: { type: 'string', multiple: true },
      revoke: { type: 'string', multiple: true },
      days: { type: 'string', default: '90' },
    },
  })
  if (values.out === undefined) throw new Error(`--out is missing.\n${USAGE}`)
  const out = resolve(values.out)
  requireOutside(out)
  const names = values.name ?? DEFAULT_NAMES
  const revoked = values.revoke ?? []
  for (const name of [...names, ...revoked, ...(values.host ?? []).filter((host) => isIP(host) === 0)]) {
    if (!NAME.test(name))
      throw new Error(`"${name}" is no name: letters, digits, dots and dashes, 60 at most.`)
  }
  if (names.some((name) => name === 'gateway' || name === 'ca')) {
    throw new Error('--name gateway and --name ca are taken: the gateway has its certificate anyway.')
  }
  const days = Number(values.days)
  if (!Number.isInteger(days) || days < 1) throw new Error(`--days ${values.days} is not a number of days.`)
  return { out, names, hosts: values.host ?? [], days, revoked }
}

/** A key in a repository is a key in everybody's hands. */
function requireOutside(out: string): void {
  const way = relative(ROOT, out)
  if (way !== '..' && !way.startsWith(`..${sep}`)) {
    throw new Error(`${out} is inside the repository: keys do not belong there. Choose another folder.`)
  }
}

function asAltName(host: string): string {
  return `${isIP(host) ? 'IP' : 'DNS'}:${host}`
}

/** A beginning, by the names; who has one keeps it. */
function writeIdentities(path: string, names: readonly string[]): void {
  if (existsSync(path)) return
  const identities = names.map((name) => ({ name, role: roleOf(name), districts: [] }))
  writeFileSync(`${path}.new`, `${JSON.stringify({ identities }, undefined, 2)}\n`)
  renameSync(`${path}.new`, path)
  console.log(`made ${path}; set roles and districts there`)
}

function roleOf(name: string): string {
  if (name.startsWith('platform')) return 'platform'
  if (name.startsWith('leader')) return 'duty-leader'
  return name.startsWith('seat') ? 'seat' : 'viewer'
}
