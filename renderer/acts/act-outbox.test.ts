import { expect, test } from 'vitest'
import { ManualClock } from '../../domain/manual-clock.ts'
import { ManualFrames, MemoryRoad } from '../testing/memory-road.ts'
import { SAMPLE_NOW_MS, sampleWorld } from '../testing/sample-world.ts'
import { HandFirst } from '../wall/hand-first.ts'
import { createWall, startWall } from '../wall/wall.ts'
import { ActOutbox } from './act-outbox.ts'

const note = {
  id: 'act-1',
  caseId: 'case-3',
  act: { kind: 'note', text: '备注' },
  madeMs: SAMPLE_NOW_MS,
} as const
const queued = { ...note, state: 'queued' } as const

function started() {
  const wall = createWall({ viewId: 'view-1' })
  const road = new MemoryRoad()
  const frames = new ManualFrames()
  const clock = new ManualClock(0)
  const stop = startWall(wall, road, clock, new HandFirst(clock, frames))
  const acts = () => road.sent.filter((message) => message.type === 'act').map(({ actId }) => actId)
  const world = (seq: number) => {
    road.say({ ...sampleWorld(), seq })
    frames.paint()
  }
  return { wall, road, frames, stop, acts, world }
}

test('an act goes out at once and is unsent until the core shows that it has it', () => {
  const { wall, road, frames, acts, world } = started()
  road.open()
  world(1)
  wall.outbox.submit(note)
  expect(acts()).toEqual(['act-1'])
  expect(wall.outbox.unsent.value).toEqual([note])
  road.say({ ...sampleWorld(), type: 'delta', seq: 2, delta: { upserts: { act: [queued] }, removes: {} } })
  frames.paint()
  expect(wall.outbox.unsent.value).toEqual([])
  expect(wall.replica.act.get('act-1')?.state).toBe('queued')
})

test('an act made while the core is away is sent with the next world, under the same id', () => {
  const { wall, road, acts, world } = started()
  wall.outbox.submit(note)
  expect(acts()).toEqual([])
  road.open()
  world(1)
  expect(acts()).toEqual(['act-1'])
  road.open()
  world(1)
  expect(acts()).toEqual(['act-1', 'act-1'])
})

test('a delta does not send an unanswered act again', () => {
  const { wall, road, frames, acts, world } = started()
  road.open()
  world(1)
  wall.outbox.submit(note)
  road.say({ ...sampleWorld(), type: 'delta', seq: 2, delta: { upserts: {}, removes: {} } })
  frames.paint()
  expect(acts()).toEqual(['act-1'])
})

test('unsent acts outlive a reload; a drawer full of something else does no harm', () => {
  const kept = new Map<string, string>()
  const drawer = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
  new ActOutbox(drawer).submit(note)
  expect(new ActOutbox(drawer).unsent.value).toEqual([note])
  for (const key of kept.keys()) kept.set(key, '{"not": "acts"')
  expect(new ActOutbox(drawer).unsent.value).toEqual([])
})
