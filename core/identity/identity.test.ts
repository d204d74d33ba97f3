import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Identity } from '../../domain/view/identity.ts'
import type { HostMessage } from '../../domain/view/contract.ts'
import { auditRows } from '../../gateway/testing/audit-rows.ts'
import { makeGatewayBench } from '../../gateway/testing/gateway-bench.ts'
import { aCase, aRecord } from '../../gateway/testing/records.ts'
import { makeAuthority, makeLeaf } from '../../scripts/certs/make-certificates.ts'
import { makeCore, type RunningCore } from '../testing/core-bench.ts'
import { TestView } from '../testing/memory-port.ts'
import { makeTempFolders } from '../testing/temp-folder.ts'

const gateways = makeGatewayBench()
const folders = makeTempFolders()
const kept = makeTempFolders()
const cores: RunningCore[] = []
let certificates = ''

beforeAll(() => {
  certificates = kept.take()
  makeAuthority(certificates)
  makeLeaf(certificates, { name: 'gateway', usage: 'server', hosts: ['IP:127.0.0.1'], days: 1 })
  makeLeaf(certificates, { name: 'wall', usage: 'client', days: 1 })
  return () => kept.clear()
})

afterEach(async () => {
  for (const { core } of cores.splice(0)) await core.stop()
  await gateways.clear()
  folders.clear()
})

const file = (name: string): string => join(certificates, name)

function writeIdentities(path: string, role: string, districts: readonly string[] = []): void {
  writeFileSync(path, JSON.stringify({ identities: [{ name: 'wall', role, districts }] }))
}

async function startSecure(role: string) {
  const identitiesPath = join(folders.take(), 'identities.json')
  writeIdentities(identitiesPath, role)
  const tls = { caPath: file('ca.crt'), certPath: file('gateway.crt'), keyPath: file('gateway.key') }
  return { ...(await gateways.start({ tls, identitiesPath })), identitiesPath }
}

async function follow(gateway: string, isSecure: boolean): Promise<{ running: RunningCore; view: TestView }> {
  const tls = { caFile: file('ca.crt'), certFile: file('wall.crt'), keyFile: file('wall.key') }
  const running = makeCore({ gateway, dataDir: folders.take(), ...(isSecure ? { tls } : {}) })
  cores.push(running)
  await running.core.start()
  const view = new TestView()
  running.core.attach(view.port)
  view.attach()
  await running.until(({ link }) => link.state === 'live')
  return { running, view }
}

function identityIn(message: HostMessage): Identity | undefined {
  return 'identity' in message ? message.identity : undefined
}

/** The identity as the view hears of it, once it is like this. */
async function identityWith(view: TestView, role: string): Promise<Identity | undefined> {
  return identityIn(await view.until((message) => identityIn(message)?.role === role))
}

const PRIVATE = aRecord('P', { case: aCase('P', { title: '违停 豫L·12345', address: '五一路' }) })
const asked = { kind: 'reveal', caseId: 'P', reason: 'the owner is on the phone' } as const

describe('whom the gateway takes the wall for', () => {
  test('is known to the views, with what a certificate proves', async () => {
    const { address } = await startSecure('viewer')
    const { view } = await follow(address, true)
    expect(await identityWith(view, 'viewer')).toEqual({
      name: 'wall',
      role: 'viewer',
      authenticated: true,
      districts: [],
      acts: [],
      mayReveal: false,
    })
  })

  test('without TLS is the local role, and honestly nobody', async () => {
    const { address } = await gateways.start()
    const { view } = await follow(address, false)
    expect(await identityWith(view, 'duty-leader')).toMatchObject({ name: 'local', authenticated: false })
  })

  test('is asked again when the identity file changes, because the stream ends', async () => {
    const { address, identitiesPath } = await startSecure('viewer')
    const { view } = await follow(address, true)
    await identityWith(view, 'viewer')
    writeIdentities(identitiesPath, 'seat', ['south'])
    expect(await identityWith(view, 'seat')).toMatchObject({ districts: ['south'] })
  })

  test('stays while the gateway is away', async () => {
    const { address, gateway } = await gateways.start()
    const { running, view } = await follow(address, false)
    await identityWith(view, 'duty-leader')
    await gateway.stop()
    const away = await view.until((message) => 'link' in message && message.link.state === 'offline')
    expect(identityIn(away)?.name).toBe('local')
    expect((await running.core.health()).link.state).toBe('offline')
  })
})

describe('the full text of a case', () => {
  test('comes to the view of a duty leader, after the audit, and into no log', async () => {
    const { address, client, dataDir } = await gateways.start()
    await client.publish([PRIVATE])
    const { running, view } = await follow(address, false)
    await view.until(() => view.replica.case.has('P'))
    expect(view.replica.case.get('P')?.title).toBe('违停 豫L·***45')
    const { accepted, revealed } = await view.ask(asked)
    expect([accepted, revealed?.title, revealed?.address]).toEqual([true, '违停 豫L·12345', '五一路'])
    expect(auditRows(dataDir).at(-1)).toMatchObject({ event: 'reveal.granted', who: 'local' })
    expect(view.replica.case.get('P')?.title).toBe('违停 豫L·***45')
    expect(running.log.filter((line) => line.includes('12345') || line.includes(asked.reason))).toEqual([])
  })

  test('is refused to others in the words of the gateway', async () => {
    const { address } = await startSecure('viewer')
    const { view } = await follow(address, true)
    const refusal = 'personal data in full need the role duty-leader; wall is viewer'
    const coded = { code: 'reveal-role', parts: { role: 'duty-leader', roles: 'viewer' } }
    expect(await view.ask(asked)).toEqual({ accepted: false, refusal, coded })
  })

  test('is not shown while the wall is cut off, although the cache has it', async () => {
    const { address, client, gateway } = await gateways.start()
    await client.publish([PRIVATE])
    const { running, view } = await follow(address, false)
    await view.until(() => view.replica.case.has('P'))
    await gateway.stop()
    await running.until(({ link }) => link.state === 'offline')
    const answer = await view.ask(asked)
    const refusal: unknown = expect.stringContaining('while the gateway answers')
    expect(answer).toEqual({ accepted: false, refusal, coded: { code: 'reveal-cut-off', parts: {} } })
  })

  test('is not shown while visitors are in the room', async () => {
    const { address, client, dataDir } = await gateways.start()
    await client.publish([PRIVATE])
    const { view } = await follow(address, false)
    await view.ask({ kind: 'visitor-mode', on: true })
    const answer = await view.ask(asked)
    const refusal: unknown = expect.stringContaining('Visitors are in the room')
    expect(answer).toEqual({ accepted: false, refusal, coded: { code: 'visitors-present', parts: {} } })
    expect(auditRows(dataDir).map(({ event }) => event)).not.toContain('reveal.granted')
  })
})
