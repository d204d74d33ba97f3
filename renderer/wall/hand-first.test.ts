import { expect, test } from 'vitest'
import { ManualClock } from '../../domain/manual-clock.ts'
import { ManualFrames } from '../testing/memory-road.ts'
import { HandFirst } from './hand-first.ts'

function standing() {
  const clock = new ManualClock(0)
  const frames = new ManualFrames()
  const hand = new HandFirst(clock, frames)
  const done: string[] = []
  return { clock, frames, hand, done, work: (name: string) => () => void done.push(name) }
}

test('where no hand waits, work is done at once, and pictures come with the next frame', () => {
  const { frames, hand, done, work } = standing()
  hand.run(work('second'))
  hand.frames.beforePaint(work('world'))
  expect(done).toEqual(['second'])
  frames.paint()
  expect(done).toEqual(['second', 'world'])
})

test('the frame that answers a key holds nothing else; what was held follows in its order, task by task', () => {
  const { clock, frames, hand, done, work } = standing()
  hand.frames.beforePaint(work('world'))
  hand.touched()
  hand.run(work('second'))
  hand.run(work('map'))
  expect(done).toEqual([])
  frames.paint()
  expect(done).toEqual(['second'])
  clock.advance(1)
  expect(done).toEqual(['second', 'map'])
  frames.paint()
  clock.advance(1)
  frames.paint()
  expect(done).toEqual(['second', 'map', 'world'])
})

test('a key between two of what was held has its answer first', () => {
  const { clock, frames, hand, done, work } = standing()
  hand.touched()
  for (const name of ['second', 'map', 'panel']) hand.run(work(name))
  frames.paint()
  hand.touched()
  hand.run(work('late'))
  clock.advance(200)
  expect(done).toEqual(['second'])
  frames.paint()
  expect(done).toEqual(['second', 'map'])
  clock.advance(10)
  expect(done).toEqual(['second', 'map', 'panel', 'late'])
})

test('a second key within the frame has its answer in the next one', () => {
  const { frames, hand, done, work } = standing()
  hand.touched()
  hand.run(work('map'))
  frames.beforePaint(() => hand.touched())
  frames.paint()
  expect(done).toEqual([])
  frames.paint()
  expect(done).toEqual(['map'])
})

test('a key that is held down, or a window without frames, holds the world for a quarter of a second', () => {
  const { clock, hand, done, work } = standing()
  hand.touched()
  hand.run(work('first'))
  for (let key = 0; key < 10; key++) {
    clock.advance(20)
    hand.touched()
  }
  hand.run(work('second'))
  expect(done).toEqual([])
  clock.advance(50)
  expect(done).toEqual(['first', 'second'])
  hand.run(work('third'))
  clock.advance(250)
  expect(done).toEqual(['first', 'second', 'third'])
})
