import { afterEach, expect, test } from 'vitest'
import { ManualClock } from '../domain/manual-clock.ts'
import type { Case } from '../proto/gen/wall/v1/case.ts'
import { SubmitRequest } from '../proto/gen/wall/v1/command.ts'
import type { WatchResponse } from '../proto/gen/wall/v1/wall_feed.ts'
import { makeGatewayBench } from './testing/gateway-bench.ts'
import { digestOf, worldOf } from './testing/digest-of.ts'
import { aFact, aRecord, caseRecord } from './testing/records.ts'
import { FactType } from '../proto/gen/wall/v1/case.ts'
import { toMs } from './timestamps.ts'

const bench = makeGatewayBench()
afterEach(() => bench.clear())

function proofs(messages: readonly WatchResponse[]): readonly Case[] {
  const changes = messages.flatMap(({ snapshot, batch }) => (batch ?? snapshot)?.changes ?? [])
  return changes.flatMap((change) => (change.case?.synthetic ? [change.case] : []))
}

/** Moves a manual clock while real streams carry what it caused. */
function run(clock: ManualClock): () => void {
  const handle = setInterval(() => clock.advance(5), 1)
  return () => clearInterval(handle)
}

test('a synthetic case travels at once and every minute, and never grows', async () => {
  const clock = new ManualClock(1_000_000)
  const halt = run(clock)
  try {
    const { client } = await bench.start({ proofOfLife: true, clock })
    const watched = client.watch()
    await watched.until((all) => proofs(all).length === 1)
    clock.advance(60_000)
    const messages = await watched.until((all) => proofs(all).length === 2)
    const [first, second] = proofs(messages)
    expect([first?.id, second?.id, first?.facts.length, second?.facts.length]).toEqual([
      'proof-of-life',
      'proof-of-life',
      1,
      1,
    ])
    const instants = [first, second].map((one) => {
      const at = one?.facts[0]?.at
      return at ? toMs(at) : 0
    })
    expect((instants[1] ?? 0) - (instants[0] ?? 0)).toBeGreaterThanOrEqual(60_000)
    await watched.until((all) => all.at(-1)?.bookmark?.revision === 2)
    expect(watched.messages.at(-1)?.bookmark?.digest).toBe(digestOf(worldOf(watched.messages)))
    const listed = client.watch()
    const snapshot = await listed.until((all) => all.some((message) => message.bookmark))
    expect(proofs(snapshot)).toEqual([second])
    listed.cancel()
    watched.cancel()
  } finally {
    halt()
  }
})

test('the minute is a real one, whatever the speed of the gateway', async () => {
  const clock = new ManualClock(1_000_000)
  const halt = run(clock)
  try {
    const { client } = await bench.start({ proofOfLife: true, clock, speed: 60 })
    const watched = client.watch()
    await watched.until((all) => proofs(all).length === 1)
    clock.advance(60_000)
    const [first, second] = proofs(await watched.until((all) => proofs(all).length === 2))
    const [from, to] = [first, second].map((one) => (one?.facts[0]?.at ? toMs(one.facts[0].at) : 0))
    expect((to ?? 0) - (from ?? 0)).toBeGreaterThanOrEqual(3_600_000)
    watched.cancel()
  } finally {
    halt()
  }
})

test('the log is made to write every five seconds, and how long ago is told with every bookmark', async () => {
  const clock = new ManualClock(1_000_000)
  const halt = run(clock)
  try {
    const { client } = await bench.start({ proofOfLife: true, clock })
    const watched = client.watch()
    const bookmarks = () => watched.messages.flatMap(({ bookmark }) => bookmark ?? [])
    await watched.until(() => bookmarks().filter(({ revision }) => revision === 1).length > 5)
    for (const { unwrittenMs } of bookmarks()) expect(unwrittenMs).toBeLessThan(6_000)
    watched.cancel()
  } finally {
    halt()
  }
})

test('a gateway that does not find out says nothing of it', async () => {
  const { client } = await bench.start()
  const messages = await client.watch().until((all) => all.some(({ bookmark }) => bookmark))
  expect(messages.at(-1)?.bookmark?.unwrittenMs).toBeUndefined()
})

test('nobody outside can make, touch or remove it', async () => {
  const { client } = await bench.start()
  const { results } = await client.publish([
    caseRecord('X', { synthetic: true }),
    caseRecord('proof-of-life'),
    aRecord('fact', {
      caseFact: { caseId: 'proof-of-life', fact: aFact('f', FactType.FACT_TYPE_VOIDED) },
    }),
    aRecord('gone', { removal: { kind: 'case', id: 'proof-of-life' } }),
  ])
  const owned = 'case proof-of-life belongs to the gateway; take another id'
  expect(results.map((result) => result.refusal)).toEqual([
    'case.synthetic is set; only the gateway makes the case that proves the way',
    owned,
    owned,
    owned,
  ])
  const act = { ...SubmitRequest.decode(new Uint8Array()), commandId: '1', actor: 'a', void: { reason: 'r' } }
  expect((await client.submit({ ...act, caseId: 'proof-of-life' })).refusal).toBe(owned)
})
