import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeGatewayBench } from '../../gateway/testing/gateway-bench.ts'
import { makeAuthority, makeLeaf } from '../../scripts/certs/make-certificates.ts'
import { makeCore, type RunningCore } from '../testing/core-bench.ts'
import { TestView } from '../testing/memory-port.ts'
import { makeTempFolders } from '../testing/temp-folder.ts'
import { TlsFiles } from './tls-files.ts'
import { probeTls } from './tls-probe.ts'

const gateways = makeGatewayBench()
const folders = makeTempFolders()
const kept = makeTempFolders()
const cores: RunningCore[] = []
let ours = ''
let theirs = ''
let identitiesPath = ''

beforeAll(() => {
  ours = kept.take()
  theirs = kept.take()
  makeAuthority(ours)
  makeAuthority(theirs, 'Another CA')
  makeLeaf(ours, { name: 'gateway', usage: 'server', hosts: ['IP:127.0.0.1'], days: 1 })
  makeLeaf(ours, { name: 'elsewhere', usage: 'server', hosts: ['DNS:elsewhere'], days: 1 })
  makeLeaf(ours, { name: 'old-gateway', usage: 'server', hosts: ['IP:127.0.0.1'], days: -1 })
  makeLeaf(ours, { name: 'wall', usage: 'client', days: 1 })
  makeLeaf(ours, { name: 'wall-2', usage: 'client', days: 1 })
  makeLeaf(ours, { name: 'old-wall', usage: 'client', days: -1 })
  makeLeaf(theirs, { name: 'wall', usage: 'client', days: 1 })
  identitiesPath = join(ours, 'identities.json')
  const identities = [
    { name: 'wall', role: 'viewer', districts: [] },
    { name: 'wall-2', role: 'seat', districts: [] },
  ]
  writeFileSync(identitiesPath, JSON.stringify({ identities }))
  return () => kept.clear()
})

afterEach(async () => {
  for (const { core } of cores.splice(0)) await core.stop()
  await gateways.clear()
  folders.clear()
})

const tlsOf = (folder: string, name: string, ca = folder) => ({
  caFile: join(ca, 'ca.crt'),
  certFile: join(folder, `${name}.crt`),
  keyFile: join(folder, `${name}.key`),
})

/** A gateway that asks for certificates of our authority. */
function startGateway(more: { readonly dataDir?: string; readonly listen?: string } = {}) {
  const { caFile: caPath, certFile: certPath, keyFile: keyPath } = tlsOf(ours, 'gateway')
  return gateways.start({ ...more, tls: { caPath, certPath, keyPath }, identitiesPath })
}

/** Any server of TLS, for certificates that a gateway would not start with. */
async function startTls(name: string): Promise<string> {
  const { caFile, certFile, keyFile } = tlsOf(ours, name)
  const server = createTlsServer({
    ca: readFileSync(caFile),
    cert: readFileSync(certFile),
    key: readFileSync(keyFile),
    requestCert: true,
    ALPNProtocols: ['h2'],
  })
  server.on('tlsClientError', () => {
    // What the wall thinks of it is judged, not what it thinks of the wall.
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cores.push({ core: { stop: () => server.close() } } as never)
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function start(gateway: string, tls: ReturnType<typeof tlsOf>): Promise<RunningCore> {
  const running = makeCore({ gateway, dataDir: folders.take(), tls })
  cores.push(running)
  await running.core.start()
  return running
}

async function problemOf(gateway: string, tls: ReturnType<typeof tlsOf>) {
  const { until } = await start(gateway, tls)
  const { link } = await until((health) => health.link.problem !== undefined)
  return link
}

describe('TLS', () => {
  test('with certificates of one authority the link is live', async () => {
    const { address } = await startGateway()
    const { until } = await start(address, tlsOf(ours, 'wall'))
    expect((await until(({ link }) => link.state === 'live')).notices).toEqual([])
  })

  test('an act beyond the role is refused in the words of the gateway, and takes no other act with it', async () => {
    const { address } = await startGateway()
    const { core, until } = await start(address, tlsOf(ours, 'wall'))
    await until(({ link }) => link.state === 'live')
    const view = new TestView()
    core.attach(view.port)
    view.attach()
    const act = { kind: 'dispatch', unitId: 'A' } as const
    view.say({ type: 'act', actId: 'act-0001', caseId: 'C1', act })
    await view.until(() => view.replica.act.get('act-0001')?.state === 'refused')
    expect(view.replica.act.get('act-0001')?.reason).toContain('wall is viewer')
    expect(await core.health()).toMatchObject({ outbox: { queued: 0, usable: true } })
  })

  test.for([
    ['elsewhere', 'wrong-name'],
    ['old-gateway', 'expired'],
  ])('a gateway with the certificate %s: %s', async ([name = '', problem]) => {
    expect((await problemOf(await startTls(name), tlsOf(ours, 'wall'))).problem).toBe(problem)
  })

  test('a gateway of another authority is untrusted', async () => {
    const { address } = await startGateway()
    expect((await problemOf(address, tlsOf(ours, 'wall', theirs))).problem).toBe('untrusted')
  })

  test.for([
    ['a certificate of another authority', () => tlsOf(theirs, 'wall', ours), 'no-certificate'],
    ['one past its time', () => tlsOf(ours, 'old-wall'), 'expired'],
    ['none at all', () => tlsOf(ours, 'nobody'), 'no-certificate'],
  ] as const)('a wall with %s says so', async ([, tls, problem]) => {
    const { address } = await startGateway()
    expect((await problemOf(address, tls())).problem).toBe(problem)
  })

  test('what does not speak TLS is said', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = `127.0.0.1:${(server.address() as AddressInfo).port}`
    const found = await probeTls(address, new TlsFiles(tlsOf(ours, 'wall'), () => {}).read())
    server.close()
    expect(found?.problem).toBe('not-a-gateway')
  })

  test('files are read anew for each connection; bad ones are said, and the last good ones stay', async () => {
    const folder = folders.take()
    const tls = tlsOf(folder, 'mine', ours)
    copyFileSync(join(ours, 'wall.crt'), tls.certFile)
    copyFileSync(join(ours, 'wall.key'), tls.keyFile)
    const { address, gateway, dataDir } = await startGateway()
    const { until } = await start(address, tls)
    await until(({ link }) => link.state === 'live')
    const whole = readFileSync(tls.certFile, 'utf8')
    writeFileSync(tls.certFile, whole.slice(0, whole.length / 2))
    await gateway.stop()
    await until(({ link }) => link.state === 'offline')
    await startGateway({ dataDir, listen: address })
    const kept = await until(({ link }) => link.state === 'live')
    expect(kept.notices).toEqual(['certificates-unusable'])
  })

  test('a half rotation is not used, a whole one is', () => {
    const folder = folders.take()
    const tls = tlsOf(folder, 'mine', ours)
    copyFileSync(join(ours, 'wall.crt'), tls.certFile)
    copyFileSync(join(ours, 'wall.key'), tls.keyFile)
    const said: (string | undefined)[] = []
    const files = new TlsFiles(tls, (reason) => said.push(reason))
    const first = files.read()
    copyFileSync(join(ours, 'wall-2.crt'), tls.certFile)
    expect(files.read()).toBe(first)
    rmSync(tls.keyFile)
    expect(files.read()).toBe(first)
    copyFileSync(join(ours, 'wall-2.key'), tls.keyFile)
    expect(String(files.read().cert)).toBe(readFileSync(join(ours, 'wall-2.crt'), 'utf8'))
    expect(said).toEqual([
      undefined,
      expect.stringContaining('is not the whole private key of'),
      expect.stringContaining('cannot be read'),
      undefined,
    ])
  })
})
