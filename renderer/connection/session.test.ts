import { expect, test } from 'vitest'
import { ManualClock } from '../../domain/manual-clock.ts'
import { PROTOCOL } from '../../domain/view/contract.ts'
import { ManualFrames, MemoryRoad } from '../testing/memory-road.ts'
import { SAMPLE_NOW_MS, sampleWorld } from '../testing/sample-world.ts'
import { startSession, type PictureMessage } from './session.ts'

const world = sampleWorld()
const delta = (seq: number): PictureMessage => ({
  type: 'delta',
  seq,
  delta: { upserts: {}, removes: {} },
  link: world.link,
  notices: [],
  visitors: false,
  time: world.time,
})

function started() {
  const road = new MemoryRoad()
  const clock = new ManualClock(SAMPLE_NOW_MS)
  const frames = new ManualFrames()
  const applied: number[][] = []
  const refusals: string[] = []
  let losses = 0
  const session = startSession(road, { viewId: 'view-1' }, clock, frames, {
    painted: () => {},
    apply: (messages) => applied.push(messages.map(({ seq }) => seq)),
    refused: ({ reason }) => refusals.push(reason),
    answered: () => {},
    lost: () => losses++,
  })
  return { road, clock, frames, applied, refusals, session, losses: () => losses }
}

test('a view attaches to each port that opens', () => {
  const { road } = started()
  road.open()
  road.open()
  const attach = { type: 'attach', protocol: PROTOCOL, viewId: 'view-1' }
  expect(road.sent).toEqual([attach, attach])
})

test('messages of one frame are applied together, and the last is acknowledged after the paint', () => {
  const { road, frames, applied } = started()
  road.open()
  road.say(world)
  road.say(delta(2))
  expect(applied).toEqual([])
  frames.paint()
  expect(applied).toEqual([[1, 2]])
  expect(road.sent.slice(1)).toEqual([{ type: 'ack', seq: 2 }])
})

test('three seconds of silence lose the core, once, and the next message finds it again', () => {
  const { road, clock, frames, losses } = started()
  road.open()
  road.say(world)
  frames.paint()
  clock.advance(2_500)
  expect(losses()).toBe(0)
  clock.advance(5_000)
  expect(losses()).toBe(1)
  road.say(delta(2))
  frames.paint()
  clock.advance(3_500)
  expect(losses()).toBe(2)
})

test('a core that never answers is lost, too', () => {
  const { clock, losses } = started()
  clock.advance(3_500)
  expect(losses()).toBe(1)
})

test('a closed port is a lost core at once', () => {
  const { road, losses } = started()
  road.open()
  road.drop()
  expect(losses()).toBe(1)
})

test('what an abandoned port still says is not applied', () => {
  const { road, frames, applied } = started()
  road.open()
  road.say(world)
  road.open()
  frames.paint()
  expect(applied).toEqual([])
})

test('a refusal is passed on in its words', () => {
  const { road, refusals } = started()
  road.open()
  road.say({ type: 'refused', reason: 'this view speaks protocol 9' })
  expect(refusals).toEqual(['this view speaks protocol 9'])
})

test('a stopped session leaves the road and counts no more', () => {
  const { road, clock, session, losses } = started()
  road.open()
  session.stop()
  clock.advance(10_000)
  expect(road.isStopped).toBe(true)
  expect(losses()).toBe(0)
})
