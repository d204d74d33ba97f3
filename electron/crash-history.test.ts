import { expect, test } from 'vitest'
import { ManualClock } from '../domain/manual-clock.ts'
import { CrashHistory } from './crash-history.ts'

test('the third crash within five minutes is one too many', () => {
  const clock = new ManualClock(0)
  const history = new CrashHistory(clock)
  expect(history.crashed()).toBe(false)
  clock.advance(150_000)
  expect(history.crashed()).toBe(false)
  clock.advance(149_999)
  expect(history.crashed()).toBe(true)
  expect(history.crashed()).toBe(true)
})

test('crashes of long ago do not count', () => {
  const clock = new ManualClock(0)
  const history = new CrashHistory(clock)
  for (let crash = 0; crash < 20; crash++) {
    expect(history.crashed()).toBe(false)
    clock.advance(150_000)
  }
})
