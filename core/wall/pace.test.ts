import { expect, test } from 'vitest'
import { ManualClock } from '../../domain/manual-clock.ts'
import type { Delta } from '../../domain/view/delta.ts'
import { HIGH_ALARM } from '../testing/samples.ts'
import { Pace } from './pace.ts'

const STORM = 301

function make() {
  const clock = new ManualClock(0)
  let rested = 0
  const pace = new Pace(clock, () => rested++)
  return { clock, pace, rested: () => rested }
}

test('few entries need no rest, a storm does, and its end is told once', () => {
  const { clock, pace, rested } = make()
  pace.consider(STORM - 1)
  expect(pace.isResting).toBe(false)
  pace.consider(STORM)
  pace.consider(STORM)
  expect(pace.isResting).toBe(true)
  clock.advance(199)
  expect(rested()).toBe(0)
  clock.advance(1)
  expect([pace.isResting, rested()]).toEqual([false, 1])
  clock.advance(1_000)
  expect(rested()).toBe(1)
})

test.each<[string, Delta]>([
  ['an act', { upserts: { act: [] }, removes: {} }],
  ['an act that is done with', { upserts: {}, removes: { act: ['a'] } }],
  ['a display', { upserts: { display: [] }, removes: {} }],
])('%s ends the rest, and leaves the next one out until something was sent', (_, delta) => {
  const { clock, pace, rested } = make()
  pace.consider(STORM)
  pace.heard(delta)
  expect(pace.isResting).toBe(false)
  pace.consider(STORM)
  expect(pace.isResting).toBe(false)
  pace.reset()
  pace.consider(STORM)
  expect(pace.isResting).toBe(true)
  pace.reset()
  clock.advance(1_000)
  expect(rested()).toBe(0)
})

test('who is about to be answered waits for no rest', () => {
  const { pace } = make()
  pace.consider(STORM)
  pace.hurry()
  pace.consider(STORM)
  expect(pace.isResting).toBe(false)
})

test('alarms and moving units are part of the storm', () => {
  const { pace } = make()
  pace.consider(STORM)
  pace.heard({ upserts: { alarm: [{ ...HIGH_ALARM, state: 'acknowledged' }], unit: [] }, removes: {} })
  expect(pace.isResting).toBe(true)
})
