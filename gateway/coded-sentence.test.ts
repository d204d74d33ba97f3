import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { FactType, Means, Outcome } from '../proto/gen/wall/v1/case.ts'
import { SubmitRequest } from '../proto/gen/wall/v1/command.ts'
import { UnitStatus } from '../proto/gen/wall/v1/duty.ts'
import { SENTENCE_PARTS } from './coded-sentence.ts'
import type { SentenceCode } from './coded-sentence.ts'
import { byCertificate } from './identity/caller.ts'
import { makeCertificates } from './testing/certificates.ts'
import type { Certificates } from './testing/certificates.ts'
import { CITY } from './testing/city.ts'
import { makeGatewayBench } from './testing/gateway-bench.ts'
import { aCase, aFact, aRecord, aUnit, caseRecord } from './testing/records.ts'
import { refusalOf } from './testing/refusal-of.ts'
import { IDENTITIES, makeSecureBench } from './testing/secure-bench.ts'

type Act = Partial<SubmitRequest>
type Row = readonly [
  code: SentenceCode,
  parts: Readonly<Record<string, string>>,
  before: readonly Act[],
  last: Act,
]

let certificates: Certificates
const bench = makeGatewayBench()
const secureBench = makeSecureBench(() => certificates)
beforeAll(() => {
  certificates = makeCertificates()
}, 60_000)
afterEach(async () => {
  await bench.clear()
  await secureBench.clear()
})
afterAll(() => certificates.remove())

const fact = (id: string, type: FactType) => aFact(id, type, { at: { seconds: 1, nanos: 0 } })
const many = Array.from({ length: 1_000 }, (_, index) => fact(`f${index}`, FactType.FACT_TYPE_NOTED))
const CASES = [
  caseRecord('C1'),
  caseRecord('C2'),
  caseRecord('full', { facts: many }),
  caseRecord('closed', {
    facts: [fact('1', FactType.FACT_TYPE_REPORTED), fact('2', FactType.FACT_TYPE_CLOSED)],
  }),
  aRecord('A', { unit: aUnit('A') }),
  aRecord('B', { unit: aUnit('B', { status: UnitStatus.UNIT_STATUS_OFF_DUTY }) }),
]

const duration = { seconds: 60, nanos: 0 }
const dispatch: Act = { dispatch: { unitId: 'A' } }
const acknowledge: Act = { acknowledge: { unitId: 'A' } }
const handled = { unitId: 'A', outcome: Outcome.OUTCOME_EDUCATED, means: Means.MEANS_SERVICE, reason: '' }
const handle = (fields: object): Act => ({ handle: { ...handled, evidenceCount: 1, ...fields } })
const pause = (fields: object): Act => ({ pause: { reason: 'r', approver: 'l', duration, ...fields } })
const voided = (reason: string): Act => ({ void: { reason } })
const note = (text: string): Act => ({ note: { text } })
const inA = { unit: 'A', case: 'C1' }

const ROWS: readonly Row[] = [
  ['act-unknown', {}, [], {}],
  ['already-done', { act: 'acknowledge', ...inA }, [dispatch, acknowledge], acknowledge],
  ['case-closed', { case: 'closed' }, [], { ...dispatch, caseId: 'closed' }],
  ['case-ended', { case: 'C1', ending: 'voided' }, [voided('r')], voided('r')],
  ['case-full', { case: 'full', limit: '1000' }, [], { ...note('n'), caseId: 'full' }],
  ['case-handled', { case: 'C1', act: 'pause' }, [dispatch, handle({})], pause({})],
  ['case-of-gateway', { case: 'proof-of-life' }, [], { ...note('n'), caseId: 'proof-of-life' }],
  ['case-unknown', { case: 'C9' }, [], { ...note('n'), caseId: 'C9' }],
  ['clock-not-started', { case: 'C1' }, [], pause({})],
  ['control-character', {}, [], note('a\u0000')],
  ['field-missing', { field: 'reason' }, [], voided('')],
  ['field-missing', { field: 'reason' }, [dispatch], { arrive: { unitId: 'A', reason: '' } }],
  ['field-missing', { field: 'reason' }, [dispatch], { return: { unitId: 'A', reason: '' } }],
  ['field-missing', { field: 'reason' }, [dispatch], pause({ reason: '' })],
  ['field-missing', { field: 'approver' }, [dispatch], pause({ approver: '' })],
  ['field-missing', { field: 'duration' }, [dispatch], pause({ duration: undefined })],
  ['field-missing', { field: 'outcome' }, [dispatch], handle({ outcome: Outcome.OUTCOME_UNSPECIFIED })],
  ['field-missing', { field: 'means' }, [dispatch], handle({ means: Means.MEANS_UNSPECIFIED })],
  ['field-missing', { field: 'text' }, [], note('')],
  ['field-missing', { field: 'unit' }, [], { dispatch: { unitId: '' } }],
  ['form-refused', {}, [], { ...note('n'), actor: '' }],
  ['paused-already', { case: 'C1' }, [dispatch, pause({})], pause({})],
  ['revision-ahead', { revision: '99' }, [], { ...note('n'), basedOnRevision: 99 }],
  ['text-too-long', { limit: '4000' }, [], note('x'.repeat(4_001))],
  ['unit-assigned', inA, [dispatch], dispatch],
  ['unit-elsewhere', inA, [dispatch], { ...dispatch, caseId: 'C2' }],
  ['unit-not-assigned', inA, [], acknowledge],
  ['unit-not-available', { unit: 'B', status: 'off-duty' }, [], { dispatch: { unitId: 'B' } }],
  ['unit-unknown', { unit: 'Z' }, [], { dispatch: { unitId: 'Z' } }],
]

let serial = 0
function request(act: Act): SubmitRequest {
  serial += 1
  const empty = SubmitRequest.decode(new Uint8Array())
  return { ...empty, commandId: `${serial}`, actor: 'seat-3', caseId: 'C1', ...act }
}

const DENIALS = [
  ['role-too-low', { act: 'note', role: 'seat', roles: 'viewer' }, 'viewer', note('n')],
  ['role-too-low', { act: 'void', role: 'duty-leader', roles: 'seat' }, 'seat', voided('r')],
  ['case-outside', { case: 'N', grid: 'north', grids: 'south' }, 'seat', { ...note('n'), caseId: 'N' }],
  ['case-outside', { case: 'X', grid: '', grids: 'south' }, 'seat', { ...note('n'), caseId: 'X' }],
  [
    'unit-outside',
    { unit: 'B', grid: 'north', grids: 'south' },
    'seat',
    { dispatch: { unitId: 'B' }, caseId: 'S' },
  ],
  ['name-unlisted', { name: 'stranger' }, 'stranger', note('n')],
] as const

const REVEALS = [
  ['reveal-role', { role: 'duty-leader', roles: 'seat' }, 'seat', {}],
  ['case-unknown', { case: 'Z' }, 'leader', { caseId: 'Z' }],
  ['field-missing', { field: 'reason' }, 'leader', { reason: ' ' }],
  ['text-too-long', { limit: '200' }, 'leader', { reason: 'x'.repeat(201) }],
  ['control-character', {}, 'leader', { reason: 'a\u0000' }],
  ['case-outside', { case: 'S', grid: 'south-1', grids: 'north' }, 'northern', {}],
] as const

describe('a refusal that a person may read carries its code', () => {
  test.for(ROWS)('act: %s %j', async ([code, parts, before, last]) => {
    const { client } = await bench.start()
    const { results } = await client.publish(CASES)
    expect(results.map(({ refusal }) => refusal).join('')).toBe('')
    for (const act of before) expect(await client.submit(request(act))).toMatchObject({ accepted: true })
    const asked = request(last)
    const first = await client.submit(asked)
    expect(first.coded).toEqual({ code, parts })
    expect(await client.submit(asked)).toEqual(first)
  })

  test.for(DENIALS)('denial: %s %j', async ([code, parts, who, act]) => {
    const { connect } = await secureBench.start()
    await connect('platform').publish([...CITY, ...CASES])
    expect(await refusalOf(connect(who).submit(request(act)))).toEqual({ code, parts })
  })

  test.for(REVEALS)('full text: %s %j', async ([code, parts, who, fields]) => {
    const { connect } = await secureBench.start({}, [
      ...IDENTITIES.filter(({ name }) => name !== 'admin'),
      { name: 'admin', role: 'duty-leader', districts: ['north'] },
    ])
    await connect('platform').publish(CITY)
    const asked = { caseId: 'S', reason: 'on the phone', ...fields }
    expect(await refusalOf(connect(who === 'northern' ? 'admin' : who).reveal(asked))).toEqual({
      code,
      parts,
    })
  })

  test('full text: without an audit', async () => {
    const { client, dataDir } = await bench.start()
    await client.publish([aRecord('C1', { case: aCase('C1') })])
    const blocker = new Sqlite(join(dataDir, 'audit.db'))
    blocker.exec('BEGIN IMMEDIATE')
    const refused = refusalOf(client.reveal({ caseId: 'C1', reason: 'on the phone' }))
    expect(await refused).toEqual({ code: 'audit-failed', parts: {} })
    blocker.close()
  })

  test('a caller without a certificate', () => {
    const recognise = byCertificate(() => undefined)
    const ask = () => recognise({ getAuthContext: () => ({}) })
    expect(ask).toThrow(expect.objectContaining({ coded: { code: 'no-certificate', parts: {} } }))
  })

  test('and no code is left out above', () => {
    const provoked = [...ROWS, ...DENIALS, ...REVEALS].map(([code]) => code)
    const codes = new Set([...provoked, 'audit-failed', 'no-certificate'])
    expect([...codes].sort()).toEqual(Object.keys(SENTENCE_PARTS).sort())
  })
})

test('the code comes again with the response after a restart of the gateway', async () => {
  const { client, gateway, dataDir } = await bench.start()
  await client.publish(CASES)
  const asked = request(acknowledge)
  const first = await client.submit(asked)
  await gateway.stop()
  const next = await bench.start({ dataDir })
  expect(await next.client.submit(asked)).toEqual(first)
  expect(first.coded?.code).toBe('unit-not-assigned')
})
