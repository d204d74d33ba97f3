import { afterEach, beforeEach, expect, test } from 'vitest'
import { ManualClock } from '../../domain/manual-clock.ts'
import type { PublishRequest, PublishResponse } from '../../proto/gen/wall/v1/intake.ts'
import { createGateway, type Gateway } from '../gateway.ts'
import { unitRecord } from '../testing/records.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { playScenario } from './player.ts'
import type { Scenario } from './scenario.ts'

const START_MS = 1_000_000
let folder = tempFolder()
let gateway: Gateway
let requests: PublishRequest[]
let clock: ManualClock
let abort: AbortController
let refusals: string[]

beforeEach(async () => {
  folder = tempFolder()
  gateway = createGateway({ dataDir: folder.path })
  await gateway.start()
  requests = []
  refusals = []
  clock = new ManualClock(START_MS)
  abort = new AbortController()
})
afterEach(async () => {
  await gateway.stop()
  folder.remove()
})

async function publish(request: PublishRequest): Promise<PublishResponse> {
  const response = await gateway.publish(request)
  requests.push(request)
  return response
}

function scenario(atMs: readonly number[]): Scenario {
  const records = atMs.map((ms, index) => ({ atMs: ms, record: unitRecord(`u${index}`, index) }))
  return { name: 'test', startMs: START_MS, dayStartMs: START_MS, records: () => records }
}

function play(played: Scenario): Promise<void> {
  const onError = (message: string) => refusals.push(message)
  return playScenario({ scenario: played, seed: 1, clock, publish, signal: abort.signal, onError })
}

test('what is due goes out at once, at most 500 in a request and in order', async () => {
  await play(scenario(Array<number>(1_201).fill(START_MS)))
  expect(requests.map(({ records }) => records.length)).toEqual([500, 500, 201])
  const ids = requests.flatMap(({ records }) => records.map(({ unit }) => unit?.id))
  expect(ids).toEqual(Array.from({ length: 1_201 }, (_, index) => `u${index}`))
})

test('the rest waits until the clock of the gateway says so', async () => {
  const done = play(scenario([START_MS, START_MS + 5_000, START_MS + 200_000]))
  await expect.poll(() => requests.length).toBe(1)
  clock.advance(4_999)
  await expect.poll(() => requests.length).toBe(1)
  clock.advance(1)
  await expect.poll(() => requests.length).toBe(2)
  // A long wait is taken in pieces.
  for (let minute = 0; minute < 4; minute += 1) {
    await new Promise((resolve) => setImmediate(resolve))
    clock.advance(60_000)
  }
  await done
  expect(requests).toHaveLength(3)
})

test('a refused record is reported with its key and reason, and the play goes on', async () => {
  const records = [
    { atMs: START_MS, record: { ...unitRecord('u1', 1), unit: undefined } },
    { atMs: START_MS, record: unitRecord('u2', 1) },
  ]
  await play({ name: 'test', startMs: START_MS, dayStartMs: START_MS, records: () => records })
  expect(refusals).toHaveLength(1)
  expect(refusals[0]).toContain('record unit-u1-1 was refused: ')
  expect(requests[0]?.records).toHaveLength(2)
})

test('an abort ends a long wait', async () => {
  const done = play(scenario([START_MS + 3_600_000]))
  abort.abort()
  await done
  expect(requests).toEqual([])
})

test('played again after a restart it changes nothing', async () => {
  await play(scenario([START_MS, START_MS]))
  const { revision } = await gateway.publish({ source: 'other', records: [], atomic: false })
  await play(scenario([START_MS, START_MS]))
  expect(await gateway.publish({ source: 'other', records: [], atomic: false })).toMatchObject({ revision })
})
