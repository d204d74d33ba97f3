import { afterEach, beforeEach, expect, test } from 'vitest'
import { Means, Outcome } from '../../proto/gen/wall/v1/case.ts'
import { SubmitRequest } from '../../proto/gen/wall/v1/command.ts'
import { makeGatewayBench } from '../testing/gateway-bench.ts'
import type { RunningGateway } from '../testing/gateway-bench.ts'
import { aRecord, aUnit, caseRecord, unitRecord } from '../testing/records.ts'

const bench = makeGatewayBench()
let running: RunningGateway
let serial = 0

beforeEach(async () => {
  running = await bench.start({ retain: 40 })
  await running.client.publish([
    caseRecord('C1'),
    caseRecord('C2'),
    aRecord('A', { unit: aUnit('A') }),
    aRecord('B', { unit: aUnit('B') }),
  ])
})

afterEach(() => bench.clear())

function act(fields: Partial<SubmitRequest>, basedOnRevision: number): SubmitRequest {
  const empty = SubmitRequest.decode(new Uint8Array())
  serial += 1
  return { ...empty, commandId: `act-${serial}`, actor: 'seat', caseId: 'C1', basedOnRevision, ...fields }
}

const dispatch = (unitId: string) => ({ dispatch: { unitId } })
const acknowledge = { acknowledge: { unitId: 'A' } }
const arrive = { arrive: { unitId: 'A', reason: 'by radio' } }
const handle = {
  handle: {
    unitId: 'A',
    outcome: Outcome.OUTCOME_EDUCATED,
    means: Means.MEANS_SERVICE,
    evidenceCount: 0,
    reason: '',
  },
}
const back = { return: { unitId: 'A', reason: 'not ours' } }
const voided = { void: { reason: 'false alarm' } }
const pause = { pause: { reason: 'waiting', approver: 'leader', duration: { seconds: 60, nanos: 0 } } }

test.for([
  ['dispatch of the same unit', [], dispatch('A'), 'unit A is already assigned to case C1'],
  ['acknowledge', [dispatch('A')], acknowledge, 'unit A has acknowledged case C1 already'],
  ['arrive', [dispatch('A'), acknowledge], arrive, 'unit A has arrived at case C1 already'],
  ['handle', [dispatch('A'), arrive], handle, 'case C1 cannot be handled again: it is handled'],
  ['return', [dispatch('A')], back, 'unit A is not assigned to case C1'],
  ['void', [], voided, 'case C1 is void; only notes and exemptions can follow'],
  ['pause', [dispatch('A')], pause, 'case C1 is paused already'],
] as const)(
  'of two who %s, the first is accepted and the second told so',
  async ([, before, same, sentence]) => {
    let revision = 4
    for (const each of before) revision = (await running.client.submit(act(each, revision))).revision
    const first = await running.client.submit(act(same, revision))
    const second = await running.client.submit(act(same, revision))
    expect([first.accepted, first.conflict]).toEqual([true, false])
    expect(second).toMatchObject({ accepted: false, refusal: sentence, conflict: true })
    expect(second.revision).toBe(first.revision)
  },
)

test('a unit that somebody else has sent elsewhere meanwhile is a conflict', async () => {
  await running.client.submit(act({ ...dispatch('A'), caseId: 'C2' }, 4))
  const response = await running.client.submit(act(dispatch('A'), 4))
  expect(response).toMatchObject({ conflict: true, refusal: expect.stringContaining('is on case C2') })
})

test('an act that was impossible before is no conflict, although the case has changed', async () => {
  await running.client.submit(act({ note: { text: 'seen' } }, 4))
  expect(await running.client.submit(act(acknowledge, 4))).toMatchObject({ accepted: false, conflict: false })
  const unreasoned = act({ void: { reason: '' } }, 4)
  expect(await running.client.submit(unreasoned)).toMatchObject({ accepted: false, conflict: false })
})

test('who had seen the other act is not in conflict with it', async () => {
  const { revision } = await running.client.submit(act(dispatch('A'), 4))
  const response = await running.client.submit(act(dispatch('A'), revision))
  expect(response).toMatchObject({ accepted: false, conflict: false })
})

test('a change that does not stand in the way leaves an old act possible', async () => {
  await running.client.submit(act({ note: { text: 'seen' } }, 4))
  await running.client.submit(act(dispatch('B'), 4))
  expect(await running.client.submit(act(dispatch('A'), 4))).toMatchObject({
    accepted: true,
    conflict: false,
  })
})

test('a conflict is found also after the old state was compacted away', async () => {
  await running.client.submit(act(dispatch('A'), 4))
  for (let round = 0; round < 4; round += 1) {
    await running.client.publish(
      Array.from({ length: 30 }, (_, index) => unitRecord('Z', round * 30 + index)),
    )
  }
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(await running.client.submit(act(dispatch('A'), 4))).toMatchObject({ conflict: true })
})

test('a conflict is kept with the response over a restart', async () => {
  await running.client.submit(act(dispatch('A'), 4))
  const late = act(dispatch('A'), 4)
  const refused = await running.client.submit(late)
  await running.gateway.stop()
  const next = await bench.start({ dataDir: running.dataDir })
  expect(await next.client.submit(late)).toEqual(refused)
  expect(refused.conflict).toBe(true)
})
