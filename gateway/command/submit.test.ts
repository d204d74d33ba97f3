import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { FactType, Means, Outcome, Stage } from '../../proto/gen/wall/v1/case.ts'
import type { Case } from '../../proto/gen/wall/v1/case.ts'
import { SubmitRequest } from '../../proto/gen/wall/v1/command.ts'
import { UnitStatus } from '../../proto/gen/wall/v1/duty.ts'
import type { Unit } from '../../proto/gen/wall/v1/duty.ts'
import { makeGatewayBench } from '../testing/gateway-bench.ts'
import type { RunningGateway } from '../testing/gateway-bench.ts'
import { aRecord, aUnit, caseRecord } from '../testing/records.ts'

const bench = makeGatewayBench()
let running: RunningGateway

beforeEach(async () => {
  running = await bench.start()
  await running.client.publish([
    caseRecord('C1'),
    caseRecord('C2'),
    aRecord('A', { unit: aUnit('A', { dutyPointId: 'P1' }) }),
    aRecord('B', { unit: aUnit('B', { status: UnitStatus.UNIT_STATUS_OFF_DUTY }) }),
  ])
})

afterEach(() => bench.clear())

function act(commandId: string, fields: Partial<SubmitRequest>): SubmitRequest {
  return { ...SubmitRequest.decode(new Uint8Array()), commandId, actor: 'seat-3', caseId: 'C1', ...fields }
}

const dispatchA = { dispatch: { unitId: 'A' } }
const handled = {
  unitId: 'A',
  outcome: Outcome.OUTCOME_EDUCATED,
  means: Means.MEANS_MANAGEMENT,
  evidenceCount: 1,
  reason: '',
}

async function world(): Promise<{ cases: Map<string, Case>; units: Map<string, Unit> }> {
  const watched = running.client.watch()
  const messages = await watched.until((all) => all.some((message) => message.bookmark))
  watched.cancel()
  const changes = messages.flatMap((message) => message.snapshot?.changes ?? [])
  return {
    cases: new Map(changes.flatMap(({ case: one }) => (one ? [[one.id, one]] : []))),
    units: new Map(changes.flatMap(({ unit }) => (unit ? [[unit.id, unit]] : []))),
  }
}

test('a dispatch moves case and unit in one atomic group', async () => {
  const watched = running.client.watch({ epoch: running.epoch, afterRevision: 4 })
  const response = await running.client.submit(act('1', dispatchA))
  expect(response).toEqual({ accepted: true, refusal: '', revision: 6, conflict: false })
  const messages = await watched.until((all) => all.some((message) => message.batch))
  watched.cancel()
  const batch = messages.find((message) => message.batch)?.batch
  expect([batch?.firstRevision, batch?.lastRevision]).toEqual([5, 6])
  const [first, second] = batch?.changes ?? []
  expect(first?.case).toMatchObject({ stage: Stage.STAGE_DISPATCH, unitIds: ['A'] })
  expect(first?.case?.facts.at(-1)).toMatchObject({ type: FactType.FACT_TYPE_DISPATCHED, actor: 'seat-3' })
  expect(second?.unit).toMatchObject({ status: UnitStatus.UNIT_STATUS_DISPATCHED, caseId: 'C1' })
})

test('the same command again, also after a restart, gives the first response and changes nothing', async () => {
  const first = await running.client.submit(act('1', dispatchA))
  const refused = await running.client.submit(act('2', dispatchA))
  await running.gateway.stop()
  const { client } = await bench.start({ dataDir: running.dataDir })
  expect(await client.submit(act('1', dispatchA))).toEqual(first)
  expect(await client.submit(act('2', dispatchA))).toEqual(refused)
  const response = await client.submit(act('3', { note: { text: 'seen' } }))
  expect(response.revision).toBe(first.revision + 1)
})

test('two at once under one id are carried out once', async () => {
  const responses = await Promise.all([1, 2, 3].map(() => running.client.submit(act('1', dispatchA))))
  expect(new Set(responses.map((response) => response.revision))).toEqual(new Set([6]))
})

test('a case goes from dispatch to handled, and its unit with it', async () => {
  const { client } = running
  const acts = [
    dispatchA,
    { acknowledge: { unitId: 'A' } },
    { arrive: { unitId: 'A', reason: 'by radio' } },
    { handle: handled },
  ]
  const seen: UnitStatus[] = []
  for (const [index, each] of acts.entries()) {
    expect(await client.submit(act(`${index}`, each))).toMatchObject({ refusal: '' })
    seen.push((await world()).units.get('A')?.status ?? UnitStatus.UNIT_STATUS_UNSPECIFIED)
  }
  expect(seen).toEqual([
    UnitStatus.UNIT_STATUS_DISPATCHED,
    UnitStatus.UNIT_STATUS_ACKED,
    UnitStatus.UNIT_STATUS_ON_SCENE,
    UnitStatus.UNIT_STATUS_CLEARING,
  ])
  const { cases, units } = await world()
  expect(cases.get('C1')).toMatchObject({ stage: Stage.STAGE_CHECK, outcome: Outcome.OUTCOME_EDUCATED })
  expect(cases.get('C1')?.facts.at(-1)).toMatchObject({ byOfficer: true, evidenceCount: 1 })
  expect(units.get('A')?.caseId).toBe('')
})

test('a return and a void free the unit', async () => {
  const { client } = running
  await client.submit(act('1', dispatchA))
  await client.submit(act('2', { return: { unitId: 'A', reason: 'not our district' } }))
  expect((await world()).units.get('A')).toMatchObject({
    status: UnitStatus.UNIT_STATUS_AVAILABLE_POST,
    caseId: '',
  })
  await client.submit(act('3', dispatchA))
  await client.submit(act('4', { void: { reason: 'false alarm' } }))
  const { cases, units } = await world()
  expect(units.get('A')?.caseId).toBe('')
  expect(cases.get('C1')?.facts.at(-1)?.type).toBe(FactType.FACT_TYPE_VOIDED)
})

describe('refused with a sentence, and nothing changes', () => {
  test.for([
    ['an unknown case', act('x', { ...dispatchA, caseId: 'C9' }), 'case C9 is not known'],
    ['an unknown unit', act('x', { dispatch: { unitId: 'Z' } }), 'unit Z is not known'],
    [
      'a unit off duty',
      act('x', { dispatch: { unitId: 'B' } }),
      'unit B is off duty and cannot be dispatched',
    ],
    ['a unit that is not assigned', act('x', { handle: handled }), 'unit A is not assigned to case C1'],
    ['no act', act('x', {}), 'the request holds no act'],
    ['no actor', act('x', { ...dispatchA, actor: '' }), 'actor is empty'],
    [
      'a revision of another log',
      act('x', { ...dispatchA, basedOnRevision: 99 }),
      'basedOnRevision 99 is not of this log',
    ],
    [
      'an arrival without a reason',
      act('x', { arrive: { unitId: 'A', reason: '' } }),
      'arrive.reason is empty',
    ],
    ['a void without a reason', act('x', { void: { reason: '' } }), 'void.reason is empty'],
    [
      'a pause before the clock runs',
      act('x', { pause: { reason: 'r', approver: 'leader', duration: { seconds: 60, nanos: 0 } } }),
      'case C1 cannot be paused: its clock has not started',
    ],
  ] as const)('%s', async ([, request, sentence]) => {
    const response = await running.client.submit(request)
    expect(response).toMatchObject({ accepted: false, revision: 4 })
    expect(response.refusal).toContain(sentence)
  })

  test('a unit that is on another case', async () => {
    await running.client.submit(act('1', dispatchA))
    const response = await running.client.submit(act('2', { ...dispatchA, caseId: 'C2' }))
    expect(response.refusal).toBe('unit A is on case C1; return it from there first')
  })

  test('a second pause while the first one runs', async () => {
    const pause = { reason: 'waiting', approver: 'leader', duration: { seconds: 60, nanos: 0 } }
    await running.client.submit(act('1', dispatchA))
    expect((await running.client.submit(act('2', { pause }))).accepted).toBe(true)
    expect((await running.client.submit(act('3', { pause }))).refusal).toBe('case C1 is paused already')
  })
})

test('a command without an id is no command', async () => {
  await expect(running.client.submit(act('', dispatchA))).rejects.toMatchObject({
    details: 'commandId is empty',
  })
})
