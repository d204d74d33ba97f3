import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import { status } from '@grpc/grpc-js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { opensslIn } from '../../scripts/certs/openssl.ts'
import { auditRows } from '../testing/audit-rows.ts'
import { makeCertificates } from '../testing/certificates.ts'
import type { Certificates } from '../testing/certificates.ts'
import { makeSecureBench } from '../testing/secure-bench.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { connectWall } from '../testing/wall-client.ts'
import { readRevocationLists } from './revocation-list.ts'

const CA = ['ca', '-config', 'revoked/ca.cnf', '-keyfile', 'ca.key', '-cert', 'ca.crt']
/** Long enough for a gateway to start. */
const SHORT_LIST_S = 6

let certificates: Certificates
let folder: ReturnType<typeof tempFolder>
const bench = makeSecureBench(() => certificates)
beforeEach(() => {
  certificates = makeCertificates()
  folder = tempFolder()
}, 60_000)
afterEach(async () => {
  await bench.clear()
  folder.remove()
  certificates.remove()
})

function listPath(): string {
  return join(folder.path, 'ca.crl')
}

async function startWithList() {
  copyFileSync(certificates.path('ca.crl'), listPath())
  const tls = { ...certificates.copyTo(folder.path), crlPath: listPath() }
  return bench.start({ tls })
}

const closed = (all: readonly { readonly bookmark?: unknown }[]): boolean =>
  all.some(({ bookmark }) => bookmark)

test('who is revoked is turned away with a sentence; the others are let in', async () => {
  certificates.revoke('seat')
  const { connect, log } = await startWithList()
  await expect(connect('seat').time()).rejects.toMatchObject({
    code: status.UNAUTHENTICATED,
    details: 'the client certificate of seat was revoked: ask the administrator of the gateway for a new one',
  })
  expect(await log.until('was revoked')).toContain('denied: ')
  expect((await connect('viewer').time()).rate).toBe(1)
})

test('a new list is used without a restart: the revoked lose their connections, the others keep theirs', async () => {
  const { connect, log, dataDir } = await startWithList()
  const seat = connect('seat').watch()
  const viewer = connect('viewer').watch()
  await Promise.all([seat.until(closed), viewer.until(closed)])
  certificates.revoke('seat')
  copyFileSync(certificates.path('ca.crl'), listPath())
  expect((await seat.ended()).code).toBe(status.UNAVAILABLE)
  await log.until('the client certificate of seat was revoked; its connection was closed')
  await expect(connect('seat').time()).rejects.toMatchObject({ code: status.UNAUTHENTICATED })
  expect(viewer.stream.destroyed).toBe(false)
  const events = auditRows(dataDir).map(({ event }) => event)
  expect(events.slice(0, 3)).toEqual(['gateway.started', 'revocations.read', 'denied'])
  viewer.cancel()
})

test('a certificate that was replaced meanwhile is revoked with the one that replaced it', async () => {
  const before = [readFileSync(certificates.path('seat.key')), readFileSync(certificates.path('seat.crt'))]
  certificates.renew()
  certificates.revoke('seat')
  const { connect } = await startWithList()
  await expect(connect('seat').time()).rejects.toMatchObject({
    details: expect.stringContaining('was revoked'),
  })
  for (const [index, ending] of ['key', 'crt'].entries()) {
    writeFileSync(certificates.path(`seat.${ending}`), before[index] ?? '')
  }
  await expect(connect('seat').time()).rejects.toMatchObject({
    details: expect.stringContaining('was revoked'),
  })
})

test('a half-written list is said, the last good one stays, and the whole one is taken', async () => {
  const { connect, log, dataDir } = await startWithList()
  certificates.revoke('seat')
  const whole = readFileSync(certificates.path('ca.crl'))
  writeFileSync(listPath(), whole.subarray(0, whole.length / 2))
  expect(await log.until('holds no whole revocation list')).toContain('stays in use')
  expect((await connect('seat').time()).rate).toBe(1)
  writeFileSync(listPath(), whole)
  await log.until('the CA or its revocation list was read again')
  await expect(connect('seat').time()).rejects.toMatchObject({
    details: expect.stringContaining('was revoked'),
  })
  expect(auditRows(dataDir).map(({ event }) => event)).toContain('certificate.refused')
})

test('a list that ends while it is in use turns away who comes, says so, and is replaced without a restart', async () => {
  const lasting = ['-crlsec', String(SHORT_LIST_S)]
  opensslIn(certificates.dir, ...CA, '-gencrl', ...lasting, '-out', 'ca.crl')
  const { connect, log } = await startWithList()
  const watch = connect('viewer').watch()
  await watch.until(closed)
  await expect
    .poll(
      () =>
        connect('seat')
          .time()
          .catch((error: Error) => error.message),
      { timeout: SHORT_LIST_S * 3_000 },
    )
    .toContain('the revocation list of the gateway has ended')
  expect(await log.until('the revocation list of the gateway has ended')).toContain('denied: ')
  expect(watch.stream.destroyed).toBe(false)
  opensslIn(certificates.dir, ...CA, '-gencrl', '-crldays', '30', '-out', 'ca.crl')
  copyFileSync(certificates.path('ca.crl'), listPath())
  await log.until('the CA or its revocation list was read again')
  expect((await connect('seat').time()).rate).toBe(1)
  watch.cancel()
}, 60_000)

describe('a list with which everybody would be turned away is refused at the start', () => {
  const roots = (): readonly X509Certificate[] => [
    new X509Certificate(readFileSync(certificates.path('ca.crt'))),
  ]
  const list = (): string => readFileSync(certificates.path('ca.crl'), 'latin1')

  test('of another CA', async () => {
    const foreign = makeCertificates()
    copyFileSync(foreign.path('ca.crl'), certificates.path('ca.crl'))
    foreign.remove()
    await expect(startWithList()).rejects.toThrow('was not signed by a CA that the gateway trusts')
  })

  test('missing', async () => {
    const tls = { ...certificates.copyTo(folder.path), crlPath: listPath() }
    await expect(bench.start({ tls })).rejects.toThrow('cannot be read (ENOENT): check --tls-crl')
  })

  test('ended', async () => {
    const times = ['-crl_lastupdate', '20200101000000Z', '-crl_nextupdate', '20200102000000Z']
    opensslIn(certificates.dir, ...CA, '-gencrl', ...times, '-out', 'ca.crl')
    await expect(startWithList()).rejects.toThrow('ended on 2020-01-02T00:00:00.000Z')
  })

  test('with one byte changed', () => {
    const [, base64 = ''] = /CRL-----([^-]+)-----/.exec(list()) ?? []
    const der = Buffer.from(base64, 'base64')
    for (const index of [10, 20, 60, der.length - 5]) {
      const changed = Buffer.from(der)
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index)
      const pem = `-----BEGIN X509 CRL-----\n${changed.toString('base64')}\n-----END X509 CRL-----\n`
      expect(() => readRevocationLists(pem, 'ca.crl', roots(), Date.now())).toThrow(
        /^ca\.crl holds no|^the revocation/,
      )
    }
    expect(readRevocationLists(list(), 'ca.crl', roots(), Date.now())).toHaveLength(1)
  })

  test('lacking for one of two CAs', () => {
    const foreign = makeCertificates()
    const both = [...roots(), new X509Certificate(readFileSync(foreign.path('ca.crt')))]
    const lists = list() + readFileSync(foreign.path('ca.crl'), 'latin1')
    foreign.remove()
    const read = (): unknown => readRevocationLists(list(), 'ca.crl', both, Date.now())
    expect(read).toThrow('has no revocation list of the CA CN=FiveTen development CA')
    expect(readRevocationLists(lists, 'ca.crl', both, Date.now())).toHaveLength(2)
  })
})

test('the wall of a revoked certificate hears it on a connection of its own', async () => {
  const { address } = await startWithList()
  certificates.revoke('leader')
  const client = connectWall(address, certificates.credentials('leader'))
  expect((await client.time()).rate).toBe(1)
  copyFileSync(certificates.path('ca.crl'), listPath())
  await expect
    .poll(() => client.time().catch((error: Error) => error.message), { timeout: 20_000 })
    .toContain('was revoked')
  client.close()
})
