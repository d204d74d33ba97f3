import { status } from '@grpc/grpc-js'
import { afterEach, describe, expect, test } from 'vitest'
import { FactType, Stage } from '../../proto/gen/wall/v1/case.ts'
import { SignIn } from '../../proto/gen/wall/v1/duty.ts'
import { Datum } from '../../proto/gen/wall/v1/intake.ts'
import { SlaPolicy } from '../../proto/gen/wall/v1/policy.ts'
import type { IntakeRecord } from '../../proto/gen/wall/v1/intake.ts'
import type { Change } from '../../proto/gen/wall/v1/wall_feed.ts'
import { makeGatewayBench } from '../testing/gateway-bench.ts'
import type { RunningGateway } from '../testing/gateway-bench.ts'
import { aCase, aFact, aRecord, aUnit, caseRecord, unitRecord } from '../testing/records.ts'

const bench = makeGatewayBench()
afterEach(() => bench.clear())

async function state({ client }: RunningGateway): Promise<readonly Change[]> {
  const watched = client.watch()
  const messages = await watched.until((all) => all.some((message) => message.bookmark))
  watched.cancel()
  return messages.flatMap((message) => message.snapshot?.changes ?? [])
}

function factRecord(key: string, caseId: string, type: FactType, unitId = ''): IntakeRecord {
  return aRecord(key, { caseFact: { caseId, fact: aFact(key, type, { unitId }) } })
}

const EMPTY = new Uint8Array()
const position = { lat: 45.8, lon: 126.5 }

const BAD: readonly (readonly [string, IntakeRecord, string])[] = [
  ['no key', aRecord('', { unit: aUnit('A') }), 'idempotencyKey is empty'],
  ['no payload', aRecord('k', {}), 'the record holds no payload'],
  ['no id', aRecord('k', { unit: aUnit('') }), 'unit.id is empty'],
  [
    'no datum',
    aRecord('k', { unit: aUnit('A', { position }), datum: Datum.DATUM_UNSPECIFIED }),
    'unit.position has no datum',
  ],
  [
    'a position off the earth',
    aRecord('k', { unit: aUnit('A', { position: { lat: 91, lon: 0 } }) }),
    'unit.position.lat is 91',
  ],
  [
    'not a number',
    aRecord('k', { unit: aUnit('A', { accuracyM: Number.NaN }) }),
    'unit.accuracyM is not a number',
  ],
  ['a control character', aRecord('k', { unit: aUnit('A\u0000') }), 'unit.id holds a control character'],
  [
    'an endless text',
    aRecord('k', { unit: aUnit('A', { name: 'x'.repeat(4_001) }) }),
    'unit.name has 4001 characters',
  ],
  [
    'an instant beyond the calendar',
    aRecord('k', { unit: aUnit('A', { heardAt: { seconds: 1e15, nanos: 0 } }) }),
    'unit.heardAt is out of range',
  ],
  [
    'a fact of an unknown case',
    factRecord('k', 'nobody', FactType.FACT_TYPE_HANDLED),
    'case nobody is not known',
  ],
  [
    'a removal of nothing',
    aRecord('k', { removal: { kind: 'unit', id: 'Z' } }),
    'there is no unit Z to remove',
  ],
  ['a removal of no kind', aRecord('k', { removal: { kind: 'ghost', id: 'Z' } }), 'removal.kind is "ghost"'],
  [
    'a sign-in of nobody',
    aRecord('k', { signIn: { ...SignIn.decode(EMPTY), id: 'S' } }),
    'signIn.dutyPointId is empty',
  ],
]

describe('a record is judged by itself', () => {
  test.for(BAD)('%s is refused with its reason, and the others land', async ([, bad, sentence]) => {
    const { client } = await bench.start()
    const { results, revision } = await client.publish([unitRecord('U1', 0), bad, unitRecord('U2', 0)])
    expect(results.map((result) => result.revision)).toEqual([1, 0, 2])
    expect(results[1]?.index).toBe(1)
    expect(results[1]?.refusal).toContain(sentence)
    expect(revision).toBe(2)
  })

  test('an unknown enum value is kept', async () => {
    const running = await bench.start()
    await running.client.publish([aRecord('k', { unit: aUnit('A', { status: 77 as never }) })])
    expect((await state(running))[0]?.unit?.status).toBe(77)
  })

  test('GCJ-02 is converted on the way in', async () => {
    const running = await bench.start()
    const shifted = { lat: 45.80513, lon: 126.54094 }
    await running.client.publish([
      aRecord('k', { unit: aUnit('A', { position: shifted }), datum: Datum.DATUM_GCJ02 }),
    ])
    const kept = (await state(running))[0]?.unit?.position
    expect(kept?.lat).toBeCloseTo(45.8032, 3)
    expect(kept?.lon).toBeCloseTo(126.535, 3)
  })
})

describe('an idempotency key', () => {
  test('gives its first result again, across a restart, and changes nothing', async () => {
    const first = await bench.start()
    const { results } = await first.client.publish([unitRecord('U1', 0), caseRecord('C1')])
    await first.gateway.stop()
    const second = await bench.start({ dataDir: first.dataDir })
    const again = await second.client.publish([caseRecord('C1'), unitRecord('U1', 0), unitRecord('U1', 1)])
    expect(again.results).toEqual([
      { index: 0, revision: results[1]?.revision, refusal: '', repeatedKey: true },
      { index: 1, revision: results[0]?.revision, refusal: '', repeatedKey: true },
      { index: 2, revision: 3, refusal: '', repeatedKey: false },
    ])
    expect(second.epoch).toBe(first.epoch)
  })

  test('belongs to its source', async () => {
    const { client } = await bench.start()
    await client.publish([aRecord('k', { unit: aUnit('A') })], { source: 'one' })
    const { results } = await client.publish([aRecord('k', { unit: aUnit('B') })], { source: 'two' })
    expect(results[0]).toMatchObject({ revision: 2, repeatedKey: false })
  })

  test('stays free when its record is refused', async () => {
    const { client } = await bench.start()
    await client.publish([aRecord('k', { unit: aUnit('') })])
    const { results } = await client.publish([aRecord('k', { unit: aUnit('A') })])
    expect(results[0]).toMatchObject({ revision: 1, repeatedKey: false })
  })
})

describe('an atomic request', () => {
  test('is one group: all of it or nothing', async () => {
    const { client, epoch } = await bench.start()
    const { results, revision } = await client.publish(
      [unitRecord('U1', 0), aRecord('bad', { unit: aUnit('') }), unitRecord('U2', 0)],
      { atomic: true },
    )
    expect(results.map((result) => result.refusal)).toEqual([
      'record 1 of this atomic request was refused, so this one was not accepted either',
      'unit.id is empty',
      'record 1 of this atomic request was refused, so this one was not accepted either',
    ])
    expect(revision).toBe(0)
    const good = await client.publish([unitRecord('U1', 0), unitRecord('U2', 0)], { atomic: true })
    expect(good.results.map((result) => result.revision)).toEqual([1, 2])
    expect(epoch).not.toBe('')
  })
})

describe('a case', () => {
  test('moves with the facts that come for it', async () => {
    const running = await bench.start()
    const { results } = await running.client.publish([
      caseRecord('C1'),
      factRecord('d', 'C1', FactType.FACT_TYPE_DISPATCHED, 'A'),
      factRecord('a', 'C1', FactType.FACT_TYPE_ARRIVED, 'A'),
      factRecord('h', 'C1', FactType.FACT_TYPE_HANDLED, 'A'),
    ])
    expect(results.map((result) => result.refusal)).toEqual(['', '', '', ''])
    const [change] = await state(running)
    expect(change).toMatchObject({ revision: 4, case: { stage: Stage.STAGE_CHECK, unitIds: ['A'] } })
    expect(change?.case?.facts.map((fact) => fact.id)).toEqual(['reported', 'd', 'a', 'h'])
    expect(change?.case?.facts.every((fact) => fact.at)).toBe(true)
  })

  test('reported again under a new key with equal content changes nothing', async () => {
    const { client } = await bench.start()
    await client.publish([aRecord('one', { case: aCase('C1') })])
    const { results } = await client.publish([aRecord('two', { case: aCase('C1') })])
    expect(results[0]).toEqual({ index: 0, revision: 1, refusal: '', repeatedKey: false })
  })
})

test('another version of a policy needs an id of its own', async () => {
  const { client } = await bench.start()
  const policy = (version: number): SlaPolicy => ({ ...SlaPolicy.decode(EMPTY), id: 'quick', version })
  const { results } = await client.publish([
    aRecord('1', { slaPolicy: policy(1) }),
    aRecord('2', { slaPolicy: policy(2) }),
  ])
  expect(results[1]?.refusal).toBe('slaPolicy quick is version 1; version 2 needs an id of its own')
})

describe('a request that is refused as a whole', () => {
  test('more than 1,000 records', async () => {
    const { client } = await bench.start()
    const many = Array.from({ length: 1_001 }, (_, index) => unitRecord(`U${index}`, 0))
    await expect(client.publish(many)).rejects.toMatchObject({
      code: status.INVALID_ARGUMENT,
      details: 'the request has 1001 records; at most 1000 are accepted at once',
    })
  })

  test('no source', async () => {
    const { client } = await bench.start()
    await expect(client.publish([], { source: '' })).rejects.toMatchObject({ details: 'source is empty' })
  })

  test('an atomic group that no wall could take, and nothing of it lands', async () => {
    const { client } = await bench.start()
    const heavy = Array.from({ length: 900 }, (_, index) =>
      aRecord(`k${index}`, { unit: aUnit(`U${index}`, { vehicle: 'x'.repeat(3_000) }) }),
    )
    await expect(client.publish(heavy, { atomic: true })).rejects.toMatchObject({
      code: status.INVALID_ARGUMENT,
      details: expect.stringContaining('2097152 are allowed in one group'),
    })
    expect((await client.publish([unitRecord('U1', 0)])).revision).toBe(1)
  })

  test('a message beyond four megabytes, and the connection survives it', async () => {
    const { client } = await bench.start()
    const huge = [aRecord('k', { unit: aUnit('A', { name: 'x'.repeat(5_000_000) }) })]
    await expect(client.publish(huge)).rejects.toMatchObject({ code: status.RESOURCE_EXHAUSTED })
    expect((await client.publish([unitRecord('U1', 0)])).revision).toBe(1)
  })
})
