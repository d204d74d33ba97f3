import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:tls'
import { status } from '@grpc/grpc-js'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeCertificates } from '../testing/certificates.ts'
import type { Certificates } from '../testing/certificates.ts'
import { spawnGateway } from '../testing/gateway-process.ts'
import { caseRecord } from '../testing/records.ts'
import { makeSecureBench } from '../testing/secure-bench.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { connectWall } from '../testing/wall-client.ts'

let certificates: Certificates
let foreign: Certificates
const bench = makeSecureBench(() => certificates)

beforeAll(() => {
  certificates = makeCertificates()
  foreign = makeCertificates()
}, 60_000)
afterEach(() => bench.clear())
afterAll(() => {
  certificates.remove()
  foreign.remove()
})

/** The certificate that a new connection is shown. */
function shownBy(address: string): Promise<string> {
  const port = Number(address.slice(address.lastIndexOf(':') + 1))
  return new Promise((resolve, reject) => {
    const socket = connect({
      port,
      host: '127.0.0.1',
      ca: readFileSync(certificates.path('ca.crt')),
      ALPNProtocols: ['h2'],
    })
    socket.on('error', reject)
    socket.on('secureConnect', () => {
      resolve(socket.getPeerCertificate().fingerprint256)
      socket.destroy()
    })
  })
}

describe('N12: a client that is not let in is told why, and the gateway goes on', () => {
  test.for([
    ['expired', 'stranger', 'the client certificate of stranger expired on'],
    ['of another CA', undefined, 'was not issued by the CA that the gateway trusts'],
    ['missing', 'none', 'the gateway needs a client certificate, and none was presented'],
    ['of a server', 'gateway', 'is not one for clients'],
    ['of a name that nobody entered', 'stranger-2', 'stranger is not in the identity file of the gateway'],
  ] as const)('a certificate that is %s', async ([, who, sentence]) => {
    const { connect: wall, address, log } = await bench.start()
    if (who === 'stranger') certificates.expire('stranger')
    if (who === 'stranger-2') certificates.renew()
    const client =
      who === undefined
        ? connectWall(address, foreign.credentials('seat', certificates.path('ca.crt')))
        : wall(who === 'none' ? undefined : who === 'stranger-2' ? 'stranger' : who)
    const code = who === 'stranger-2' ? status.PERMISSION_DENIED : status.UNAUTHENTICATED
    await expect(client.time()).rejects.toMatchObject({ code, details: expect.stringContaining(sentence) })
    client.close()
    expect(await log.until(sentence)).toContain('denied: ')
    expect((await wall('viewer').time()).rate).toBe(1)
  })
})

describe('N12: a gateway that a client does not trust is said by the client, and logged by the gateway', () => {
  test.for([
    ['of another CA', {}, 'foreign', /self-signed certificate|unable to verify/],
    ['of another name', { 'grpc.ssl_target_name_override': 'other.example' }, 'own', /does not match/],
  ] as const)('a certificate %s', async ([, options, whose, sentence]) => {
    const { connect: wall, address, log } = await bench.start()
    const ca = (whose === 'foreign' ? foreign : certificates).path('ca.crt')
    const client = connectWall(address, certificates.credentials('viewer', ca), options)
    await expect(client.time()).rejects.toMatchObject({
      code: status.UNAVAILABLE,
      details: expect.stringMatching(sentence),
    })
    client.close()
    await log.until('a client broke off the TLS handshake')
    expect((await wall('viewer').time()).rate).toBe(1)
  })
})

test('N12: rotation under load, in several writes and half-written: no call fails, streams stay', async () => {
  const { connect: wall, address, paths, log } = await bench.start()
  const before = await shownBy(address)
  const watched = wall('viewer').watch()
  let isRunning = true
  let publishedCount = 0
  const load = (async () => {
    while (isRunning) {
      const client = wall('platform')
      const { results } = await client.publish([caseRecord(`C${publishedCount}`)])
      expect(results[0]?.refusal).toBe('')
      client.close()
      publishedCount += 1
    }
  })()
  certificates.renew()
  const cert = readFileSync(certificates.path('gateway.crt'))
  writeFileSync(paths.certPath, cert.subarray(0, cert.length / 2))
  await log.until('half written')
  expect(await shownBy(address)).toBe(before)
  writeFileSync(paths.certPath, cert)
  await log.until('does not belong to the certificate')
  expect(await shownBy(address)).toBe(before)
  copyFileSync(certificates.path('gateway.key'), paths.keyPath)
  await log.until('the certificate was rotated')
  expect(await shownBy(address)).not.toBe(before)
  const rotatedAt = publishedCount
  await watched.until((all) => all.some(({ batch }) => batch?.changes.at(-1)?.case?.id === `C${rotatedAt}`))
  isRunning = false
  await load
  expect(publishedCount).toBeGreaterThan(rotatedAt)
  watched.cancel()
})

test('N12: with another CA those of the old one are turned away, and who is connected stays', async () => {
  const { connect: wall, address, paths, log } = await bench.start()
  const client = wall('viewer')
  await client.time()
  foreign.copyTo(paths.certPath.replace('/gateway.crt', ''))
  await log.until('the certificate was rotated')
  expect((await client.time()).rate).toBe(1)
  const late = connectWall(address, certificates.credentials('viewer', foreign.path('ca.crt')))
  await expect(late.time()).rejects.toMatchObject({ code: status.UNAUTHENTICATED })
  late.close()
  const next = connectWall(address, foreign.credentials('viewer'))
  expect((await next.time()).rate).toBe(1)
  next.close()
})

describe('N12: what cannot be used at the start is said in a sentence', () => {
  const half = (path: string): void => writeFileSync(path, readFileSync(path).subarray(0, 100))
  test.for([
    ['the certificate is missing', 'gateway.crt', rmSync, 'cannot be read (ENOENT): check --tls-cert'],
    ['the key is missing', 'gateway.key', rmSync, 'cannot be read (ENOENT): check --tls-key'],
    ['the CA is missing', 'ca.crt', rmSync, 'cannot be read (ENOENT): check --tls-ca'],
    ['the certificate is half', 'gateway.crt', half, 'holds no whole certificate in PEM form'],
    ['the key is half', 'gateway.key', half, 'holds no whole private key in PEM form'],
    ['the CA is half', 'ca.crt', half, 'holds no whole certificate in PEM form'],
    ['the key is of another', 'gateway.key', 'seat.key', 'does not belong to the certificate'],
    ['the CA is another', 'ca.crt', 'foreign', 'was not issued by the CA in'],
  ] as const)('%s', async ([, file, change, sentence]) => {
    const folder = tempFolder()
    const paths = certificates.copyTo(folder.path)
    const path = `${folder.path}/${file}`
    if (change === 'foreign') copyFileSync(foreign.path('ca.crt'), path)
    else if (typeof change === 'string') copyFileSync(certificates.path(change), path)
    else change(path)
    await expect(bench.start({ tls: paths })).rejects.toThrow(sentence)
    folder.remove()
  })

  test('it has expired, or is for clients', async () => {
    const folder = tempFolder()
    const paths = certificates.copyTo(folder.path)
    for (const ending of ['crt', 'key']) {
      copyFileSync(certificates.path(`seat.${ending}`), `${folder.path}/gateway.${ending}`)
    }
    await expect(bench.start({ tls: paths })).rejects.toThrow('is not one for servers')
    certificates.expire('stranger')
    for (const ending of ['crt', 'key']) {
      copyFileSync(certificates.path(`stranger.${ending}`), `${folder.path}/gateway.${ending}`)
    }
    await expect(bench.start({ tls: paths })).rejects.toThrow(/gateway\.crt expired on .*: make a new one/)
    folder.remove()
  })

  test('it names another host than the one listened on: exit code 1, nothing else written', async () => {
    const folder = tempFolder()
    const { certPath, keyPath, caPath } = certificates.paths
    const identities = `${folder.path}/identities.json`
    writeFileSync(identities, '{"identities": []}')
    const tls = ['--tls-cert', certPath, '--tls-key', keyPath, '--tls-ca', caPath, '--identities', identities]
    const started = spawnGateway(['--data', `${folder.path}/data`, '--listen', '127.0.0.2:0', ...tls])
    expect(await started.ended()).toBe(1)
    const said = started.output.stderr.split('\n').filter((line) => !line.startsWith('{'))
    expect(said).toEqual([
      expect.stringMatching(/is for .*, not for 127\.0\.0\.2: walls would refuse it/),
      '',
    ])
    folder.remove()
  })
})
