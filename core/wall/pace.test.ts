import { expect, test } from 'vitest'
import { ManualClock } from '../../domain/manual-clock.ts'
import type { Upserts } from '../../domain/view/delta.ts'
import { HIGH_ALARM } from '../testing/samples.ts'
import { Pace } from './pace.ts'

const STORM = 301

function make() {
  const clock = new ManualClock(0)
  let rested = 0
  const pace = new Pace(clock, () => rested++)
  const hear = (upserts: Upserts): void => pace.heard({ upserts, removes: {} })
  return { clock, pace, hear, rested: () => rested }
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

test.each<[string, Upserts]>([
  ['an alarm that was taken', { alarm: [{ ...HIGH_ALARM, state: 'acknowledged' }] }],
  ['an alarm that was shelved', { alarm: [HIGH_ALARM, { ...HIGH_ALARM, id: 'b', state: 'shelved' }] }],
  ['an act', { act: [] }],
  ['a display', { display: [] }],
])('%s ends the rest, and leaves the next one out until something was sent', (_, upserts) => {
  const { clock, pace, hear, rested } = make()
  pace.consider(STORM)
  hear(upserts)
  expect(pace.isResting).toBe(false)
  pace.consider(STORM)
  expect(pace.isResting).toBe(false)
  pace.end()
  pace.consider(STORM)
  expect(pace.isResting).toBe(true)
  pace.end()
  clock.advance(1_000)
  expect(rested()).toBe(0)
})

test('a new alarm and a moving unit are part of the storm', () => {
  const { pace, hear } = make()
  pace.consider(STORM)
  hear({ alarm: [HIGH_ALARM], unit: [] })
  expect(pace.isResting).toBe(true)
})
