import { readFileSync, writeFileSync } from 'node:fs'
import { status } from '@grpc/grpc-js'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { SubmitRequest } from '../../proto/gen/wall/v1/command.ts'
import { verifyAudit } from '../audit/verify.ts'
import { auditRows } from '../testing/audit-rows.ts'
import { makeCertificates } from '../testing/certificates.ts'
import type { Certificates } from '../testing/certificates.ts'
import { CITY } from '../testing/city.ts'
import { makeGatewayBench } from '../testing/gateway-bench.ts'
import { caseRecord } from '../testing/records.ts'
import { IDENTITIES, makeSecureBench } from '../testing/secure-bench.ts'
import type { SecureGateway } from '../testing/secure-bench.ts'

let certificates: Certificates
const bench = makeSecureBench(() => certificates)
const openBench = makeGatewayBench()
let serial = 0

beforeAll(() => {
  certificates = makeCertificates()
}, 60_000)
afterEach(async () => {
  await bench.clear()
  await openBench.clear()
})
afterAll(() => certificates.remove())

async function startCity(): Promise<SecureGateway> {
  const secure = await bench.start()
  const { results } = await secure.connect('platform').publish(CITY)
  expect(results.map((result) => result.refusal).join('')).toBe('')
  return secure
}

function act(fields: Partial<SubmitRequest>): SubmitRequest {
  serial += 1
  return {
    ...SubmitRequest.decode(new Uint8Array()),
    commandId: `${serial}`,
    actor: 'desk',
    caseId: 'S',
    ...fields,
  }
}

const dispatch = { dispatch: { unitId: 'A' } }
const note = { note: { text: 'seen' } }
const voided = { void: { reason: 'false alarm' } }
const pause = { pause: { reason: 'waiting', approver: 'desk', duration: { seconds: 60, nanos: 0 } } }

describe('X6: who may not do it is denied with a sentence, logged and audited', () => {
  test.for([
    ['viewer', note, 'the act note needs the role seat; viewer is viewer'],
    ['viewer', {}, 'the act note needs the role seat; viewer is viewer'],
    ['platform', dispatch, 'the act dispatch needs the role seat; platform is platform'],
    ['seat', voided, 'the act void needs the role duty-leader; seat is seat'],
    ['seat', pause, 'the act pause needs the role duty-leader; seat is seat'],
    ['seat', { ...note, caseId: 'N' }, 'case N lies in grid north; seat may act in south only'],
    ['seat', { ...note, caseId: 'L' }, 'case L lies in grid loop-a; seat may act in south only'],
    ['seat', { ...note, caseId: 'X' }, 'case X lies in grid unknown; seat may act in south only'],
    [
      'seat',
      { dispatch: { unitId: 'B' } },
      'unit B belongs to grid north; seat may dispatch units of south only',
    ],
    [
      'seat',
      { dispatch: { unitId: 'C' } },
      'unit C belongs to grid unknown; seat may dispatch units of south only',
    ],
  ] as const)('%s: %j', async ([who, fields, sentence]) => {
    const { connect, log, dataDir } = await startCity()
    const request = act(fields)
    await expect(connect(who).submit(request)).rejects.toMatchObject({
      code: status.PERMISSION_DENIED,
      details: sentence,
    })
    expect(await log.until(sentence)).toContain(`"who":"${who}"`)
    await expect.poll(() => auditRows(dataDir).at(-1)).toMatchObject({ event: 'denied', who })
    const allowed = await connect('admin').submit({ ...request, note: { text: 'allowed' } })
    expect(allowed.refusal).not.toContain('needs the role')
  })

  test.for(['viewer', 'seat', 'leader'])('%s reports no facts', async (who) => {
    const { connect } = await bench.start()
    const publishing = connect(who).publish([caseRecord('C')])
    await expect(publishing).rejects.toMatchObject({
      code: status.PERMISSION_DENIED,
      details: expect.stringContaining('reporting facts needs the role platform'),
    })
  })

  test('a stranger watches nothing', async () => {
    const { connect, log } = await bench.start()
    expect(await connect('stranger').watch().ended()).toMatchObject({
      code: status.PERMISSION_DENIED,
      details: 'stranger is not in the identity file of the gateway; its administrator can add it',
    })
    expect(await log.until('stranger is not in the identity file')).toContain('"who":"stranger"')
  })

  test('the same denial again and again is one line', async () => {
    const { connect, log, gateway, dataDir } = await bench.start()
    const viewer = connect('viewer')
    for (let round = 0; round < 20; round += 1) await viewer.submit(act(note)).catch(() => undefined)
    await gateway.stop()
    expect(log.lines.filter((line) => line.includes('denied: '))).toHaveLength(1)
    expect(auditRows(dataDir).filter(({ event }) => event === 'denied')).toHaveLength(1)
  })
})

test('what each role may do is done, and audited with the name of the certificate', async () => {
  const { connect, gateway, dataDir } = await startCity()
  expect(await connect('seat').submit(act(dispatch))).toMatchObject({ refusal: '' })
  expect(await connect('leader').submit(act(pause))).toMatchObject({ refusal: '' })
  expect(await connect('seat').submit(act(dispatch))).toMatchObject({ accepted: false })
  expect(await connect('leader').submit(act({ ...voided, caseId: 'N' }))).toMatchObject({ refusal: '' })
  expect(await connect('admin').submit(act({ ...voided, caseId: 'X' }))).toMatchObject({ refusal: '' })
  for (const who of IDENTITIES) expect((await connect(who.name).time()).rate).toBe(1)
  await gateway.stop()
  const rows = auditRows(dataDir)
  expect(rows.map(({ event, who }) => `${event} ${who}`)).toEqual([
    'gateway.started ',
    'command.accepted seat',
    'command.accepted leader',
    'command.refused seat',
    'command.accepted leader',
    'command.accepted admin',
    'gateway.stopped ',
  ])
  expect(JSON.parse(rows[1]?.detail ?? '')).toMatchObject({ caseId: 'S', act: 'dispatch', actor: 'desk' })
  expect(JSON.parse(rows[2]?.detail ?? '')).toMatchObject({ actor: 'desk', approver: 'desk' })
  expect(verifyAudit(dataDir).problems).toEqual([])
})

test('with a certificate its name stands in the case, whatever actor or approver the wall names', async () => {
  const { connect } = await startCity()
  await connect('seat').submit(act(dispatch))
  await connect('leader').submit(act(pause))
  expect(await connect('leader').submit(act({ ...note, actor: '' }))).toMatchObject({ refusal: '' })
  const unapproved = { pause: { ...pause.pause, approver: '' } }
  expect((await connect('leader').submit(act(unapproved))).refusal).toContain('pause.approver is empty')
  const messages = await connect('leader')
    .watch()
    .until((all) => all.some((message) => message.bookmark))
  const cases = messages.flatMap(({ snapshot }) => snapshot?.changes ?? []).map((change) => change.case)
  const facts = cases.find((known) => known?.id === 'S')?.facts ?? []
  expect(facts.slice(1).map(({ actor }) => actor)).toEqual(['seat', 'leader', 'leader'])
})

test('a command that comes again is audited once', async () => {
  const { connect, gateway, dataDir } = await startCity()
  const request = act(dispatch)
  const first = await connect('seat').submit(request)
  expect(await connect('seat').submit(request)).toEqual(first)
  await gateway.stop()
  expect(auditRows(dataDir).filter(({ event }) => event.startsWith('command.'))).toHaveLength(1)
})

describe('the identity file is read again while the gateway runs', () => {
  test('who is taken out loses stream and calls; who is added is let in', async () => {
    const { connect, identitiesPath, dataDir } = await bench.start()
    const watched = connect('viewer').watch()
    const kept = connect('leader').watch()
    await watched.until((all) => all.some((message) => message.bookmark))
    const next = [...IDENTITIES.slice(1), { name: 'stranger', role: 'viewer' }]
    writeFileSync(identitiesPath, JSON.stringify({ identities: next }))
    expect(await watched.ended()).toMatchObject({ code: status.PERMISSION_DENIED })
    expect((await connect('stranger').time()).rate).toBe(1)
    await kept.until((all) => all.length > 0)
    expect(kept.stream.destroyed).toBe(false)
    const change = auditRows(dataDir).find(({ event }) => event === 'identity.changed')
    expect(JSON.parse(change?.detail ?? '')).toMatchObject({ added: ['stranger'], removed: ['viewer'] })
    kept.cancel()
  })

  test('N12: a half-written one is refused, the old one stays, and the whole one is taken', async () => {
    const { connect, identitiesPath, log, dataDir } = await bench.start()
    const text = readFileSync(identitiesPath, 'utf8')
    writeFileSync(identitiesPath, text.slice(0, text.length / 2))
    expect(await log.until('is not JSON, or only half of it is there')).toContain('stay in force')
    expect((await connect('viewer').time()).rate).toBe(1)
    writeFileSync(identitiesPath, text.replace('"name":"viewer"', '"name":"stranger"'))
    await log.until('was read again')
    await expect(connect('viewer').time()).rejects.toMatchObject({ code: status.PERMISSION_DENIED })
    expect(auditRows(dataDir).map(({ event }) => event)).toContain('identity.refused')
  })
})

describe('without TLS', () => {
  test('everybody on this machine has the local role, and may report facts', async () => {
    const leading = await openBench.start()
    await leading.client.publish(CITY)
    expect(await leading.client.submit(act(voided))).toMatchObject({ refusal: '' })
    const viewing = await openBench.start({ localRole: 'viewer' })
    await viewing.client.publish(CITY)
    await expect(viewing.client.submit(act(note))).rejects.toMatchObject({
      details: 'the act note needs the role seat; local is viewer, platform',
    })
  })

  test('options that contradict each other are refused', async () => {
    const tls = certificates.paths
    await expect(openBench.start({ identitiesPath: 'x' })).rejects.toThrow('--identities needs TLS')
    await expect(openBench.start({ tls })).rejects.toThrow('TLS needs --identities FILE')
    const both = openBench.start({ tls, identitiesPath: 'x', localRole: 'admin' })
    await expect(both).rejects.toThrow('--local-role is for a gateway without TLS')
  })
})
