import { spawnSync } from 'node:child_process'
import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { credentials } from '@grpc/grpc-js'
import type { ChannelCredentials } from '@grpc/grpc-js'
import type { TlsPaths } from '../tls/tls-material.ts'
import { tempFolder } from './temp-folder.ts'

const SCRIPT = fileURLToPath(new URL('../../scripts/certs.ts', import.meta.url))
const NAMES = ['viewer', 'seat', 'leader', 'admin', 'platform', 'stranger']

/** A folder of real certificates, made by the command that people use. */
export interface Certificates {
  readonly dir: string
  readonly paths: TlsPaths
  path(file: string): string
  /** What a client with this certificate presents; without a name it presents nothing. */
  credentials(name?: string, ca?: string): ChannelCredentials
  /** The same name with a certificate that ended yesterday. */
  expire(name: string): void
  /** Every certificate ever made for the name, in `ca.crl`. */
  revoke(name: string): void
  /** Everything anew but the CA. */
  renew(): void
  copyTo(dir: string): TlsPaths
  remove(): void
}

export function makeCertificates(): Certificates {
  const { path: dir, remove } = tempFolder()
  const path = (file: string): string => join(dir, file)
  const renew = (): void =>
    run(process.execPath, SCRIPT, '--out', dir, ...NAMES.flatMap((name) => ['--name', name]))
  renew()
  return {
    dir,
    paths: pathsIn(dir),
    path,
    credentials: (name, ca = path('ca.crt')) =>
      name === undefined
        ? credentials.createSsl(readFileSync(ca))
        : credentials.createSsl(
            readFileSync(ca),
            readFileSync(path(`${name}.key`)),
            readFileSync(path(`${name}.crt`)),
          ),
    expire(name) {
      const request = path('expired.csr')
      run('openssl', 'req', '-new', '-key', path(`${name}.key`), '-subj', `/CN=${name}`, '-out', request)
      const signed = ['-CA', path('ca.crt'), '-CAkey', path('ca.key'), '-days', '-1']
      run('openssl', 'x509', '-req', '-in', request, ...signed, '-out', path(`${name}.crt`))
    },
    revoke: (name) => run(process.execPath, SCRIPT, '--out', dir, '--revoke', name),
    renew,
    copyTo(target) {
      for (const file of ['gateway.crt', 'gateway.key', 'ca.crt'])
        copyFileSync(path(file), join(target, file))
      return pathsIn(target)
    },
    remove,
  }
}

function pathsIn(dir: string): TlsPaths {
  return {
    certPath: join(dir, 'gateway.crt'),
    keyPath: join(dir, 'gateway.key'),
    caPath: join(dir, 'ca.crt'),
  }
}

function run(command: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
}
