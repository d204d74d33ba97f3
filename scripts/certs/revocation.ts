import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { opensslIn } from './openssl.ts'

/** Names inside the folder of a CA. `issued` holds a copy of every certificate, also of those that were replaced. */
const NAMES = {
  list: 'ca.crl',
  issued: 'issued',
  revoked: 'revoked',
  index: 'revoked/index.txt',
  config: 'revoked/ca.cnf',
} as const

/** As long as the CA: a list that ends locks everybody out. */
const LIST_DAYS = 3650

/** Keeps a copy of a certificate that was just made, so that it can be revoked after it was replaced. */
export function keepIssued(dir: string, name: string, serial: string): string {
  mkdirSync(join(dir, NAMES.issued), { recursive: true })
  return join(dir, NAMES.issued, `${name}@${serial}.crt`)
}

/** Revokes every certificate that was ever made for a name, and writes the list. Returns how many are new in it. */
export function revoke(dir: string, name: string): number {
  const copies = existsSync(join(dir, NAMES.issued)) ? readdirSync(join(dir, NAMES.issued)) : []
  const issued = copies.filter((file) => file.startsWith(`${name}@`)).map((file) => join(NAMES.issued, file))
  // Made before copies were kept.
  if (issued.length === 0 && existsSync(join(dir, `${name}.crt`))) issued.push(`${name}.crt`)
  if (issued.length === 0) throw new Error(`${dir} has never made a certificate for ${name}: check the name.`)
  prepare(dir)
  const revoked = issued.filter((file) => revokeOne(dir, file))
  writeList(dir)
  return revoked.length
}

/** The list as it is now, whole at every moment: a gateway that runs reads it within a second. */
export function writeList(dir: string): string {
  prepare(dir)
  const whole = join(NAMES.revoked, 'new.crl')
  opensslIn(dir, ...CA, '-gencrl', '-crldays', String(LIST_DAYS), '-out', whole)
  renameSync(join(dir, whole), join(dir, NAMES.list))
  return join(dir, NAMES.list)
}

const CA = ['ca', '-config', NAMES.config, '-keyfile', 'ca.key', '-cert', 'ca.crt'] as const

/** False for one that is in the list already. */
function revokeOne(dir: string, file: string): boolean {
  try {
    opensslIn(dir, ...CA, '-revoke', file)
    return true
  } catch (error) {
    if (error instanceof Error && error.message.includes('Already revoked')) return false
    throw error
  }
}

function prepare(dir: string): void {
  mkdirSync(join(dir, NAMES.revoked), { recursive: true })
  if (!existsSync(join(dir, NAMES.index))) writeFileSync(join(dir, NAMES.index), '')
  writeFileSync(join(dir, `${NAMES.index}.attr`), 'unique_subject = no\n')
  const lines = ['[ca]', 'default_ca = own', '[own]', `database = ${NAMES.index}`, 'default_md = sha256', '']
  writeFileSync(join(dir, NAMES.config), lines.join('\n'))
}
