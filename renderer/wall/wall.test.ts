import { expect, test } from 'vitest'
import { ManualClock } from '../../domain/manual-clock.ts'
import { ManualFrames, MemoryRoad } from '../testing/memory-road.ts'
import { SAMPLE, SAMPLE_NOW_MS, sampleCase, sampleWorld } from '../testing/sample-world.ts'
import { freshnessOf, knownToMs } from './status.ts'
import { HandFirst } from './hand-first.ts'
import { createWall, startWall } from './wall.ts'

function started() {
  const wall = createWall({ viewId: 'view-1' })
  const road = new MemoryRoad()
  const clock = new ManualClock(0)
  const frames = new ManualFrames()
  startWall(wall, road, clock, new HandFirst(clock, frames))
  road.open()
  return { wall, road, clock, frames }
}

test('before the first message there is no time and nothing to show', () => {
  const { wall, clock } = started()
  clock.advance(2_000)
  expect(wall.nowMs.value).toBeUndefined()
  expect(freshnessOf(wall.status.value, undefined)).toEqual({ state: 'offline', loaded: false, stale: true })
})

test('a world replaces another in one step (I3)', () => {
  const { wall, road, frames } = started()
  road.say(sampleWorld())
  frames.paint()
  road.say({ ...sampleWorld({ ...SAMPLE, cases: 5 }), seq: 2 })
  frames.paint()
  expect(wall.replica.case.size).toBe(5)
  expect(wall.cases.open.size).toBe(5)
})

test('only the collections of a delta get a new version', () => {
  const { wall, road, frames } = started()
  const world = sampleWorld()
  road.say(world)
  frames.paint()
  const before = { case: wall.versions.case.value, unit: wall.versions.unit.value }
  const item = { ...sampleCase(3, SAMPLE_NOW_MS), title: '新' }
  road.say({ ...world, type: 'delta', seq: 2, delta: { upserts: { case: [item] }, removes: {} } })
  frames.paint()
  expect(wall.versions.case.value).toBe(before.case + 1)
  expect(wall.versions.unit.value).toBe(before.unit)
  expect(wall.replica.case.get('case-3')?.title).toBe('新')
})

test('the shared second runs on by itself, aligned to the second of the server', () => {
  const { wall, road, clock, frames } = started()
  road.say({ ...sampleWorld(), time: { serverMs: SAMPLE_NOW_MS + 400, rate: 1 } })
  frames.paint()
  clock.advance(1_000)
  expect(wall.nowMs.value).toBe(SAMPLE_NOW_MS + 1_000)
  clock.advance(1_000)
  expect(wall.nowMs.value).toBe(SAMPLE_NOW_MS + 2_000)
})

test('a faster scenario moves faster', () => {
  const { wall, road, clock, frames } = started()
  road.say({ ...sampleWorld(), time: { serverMs: SAMPLE_NOW_MS, rate: 60 } })
  frames.paint()
  clock.advance(10_000)
  expect((wall.nowMs.value ?? 0) - SAMPLE_NOW_MS).toBeGreaterThanOrEqual(540_000)
})

test('a lost core keeps the picture, and nothing looks live any more (I7)', () => {
  const { wall, road, clock, frames } = started()
  road.say(sampleWorld())
  frames.paint()
  expect(freshnessOf(wall.status.value, SAMPLE_NOW_MS)).toMatchObject({ state: 'live', stale: false })
  clock.advance(4_000)
  expect(wall.status.value.core).toBe('lost')
  expect(wall.replica.case.size).toBe(47)
  expect(freshnessOf(wall.status.value, wall.nowMs.value)).toMatchObject({ state: 'offline', stale: true })
})

test('facts are known to now while live, and to the last word otherwise (I9)', () => {
  const { wall, road, frames } = started()
  road.say(sampleWorld())
  frames.paint()
  expect(knownToMs(wall.status.value, SAMPLE_NOW_MS)).toBe(SAMPLE_NOW_MS)
  const asOfMs = SAMPLE_NOW_MS - 60_000
  road.say({ ...sampleWorld({ ...SAMPLE, link: { state: 'offline', asOfMs } }), seq: 2 })
  frames.paint()
  expect(knownToMs(wall.status.value, SAMPLE_NOW_MS)).toBe(asOfMs)
})

test('data older than ten real seconds is stale even on a live link, whatever the speed of a scenario', () => {
  const { wall } = started()
  const link = sampleWorld().link
  const status = { ...wall.status.value, core: 'connected' as const, link }
  expect(freshnessOf(status, SAMPLE_NOW_MS + 10_000).stale).toBe(true)
  expect(freshnessOf({ ...status, rate: 60 }, SAMPLE_NOW_MS + 60_000)).toMatchObject({ stale: false })
})
