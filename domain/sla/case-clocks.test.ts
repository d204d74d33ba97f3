import { expect, test } from 'vitest'
import { fact, handledFact, instant, quickCase, QUICK_POLICY } from '../testing/samples.ts'
import { clocksOfCase } from './case-clocks.ts'
import { readClock } from './clock-state.ts'

const push = fact('dispatched', '10:00:00')
const fix = (time: string, distanceM: number, accuracyM: number) =>
  fact('fix', time, { unitId: 'A', distanceM, accuracyM })

test('two accurate fixes in a row inside the radius are an arrival, at the second', () => {
  const facts = [push, fix('10:02:00', 40, 10), fix('10:02:10', 45, 10)]
  expect(clocksOfCase(quickCase(facts), [QUICK_POLICY]).cycles[0]?.arrive.stopMs).toBe(instant('10:02:10'))
})

test('a fix outside, or too inaccurate, breaks the row', () => {
  for (const bad of [fix('10:02:05', 60, 10), fix('10:02:05', 40, 31)]) {
    const facts = [push, fix('10:02:00', 40, 10), bad, fix('10:02:10', 45, 10)]
    expect(clocksOfCase(quickCase(facts), [QUICK_POLICY]).cycles[0]?.arrive.stopMs).toBeUndefined()
  }
})

test('an auxiliary alone neither arrives nor handles', () => {
  const facts = [
    push,
    fact('arrived', '10:02:00', { arrivalMethod: 'button', distanceM: 5, byOfficer: false }),
    handledFact('10:05:00', { byOfficer: false }),
  ]
  const cycle = clocksOfCase(quickCase(facts), [QUICK_POLICY]).cycles[0]
  expect(cycle?.arrive.stopMs).toBeUndefined()
  expect(cycle?.handle?.stopMs).toBeUndefined()
})

test('a handling result without evidence does not stop the clock', () => {
  const facts = [push, handledFact('10:05:00', { evidenceCount: 0 })]
  expect(clocksOfCase(quickCase(facts), [QUICK_POLICY]).cycles[0]?.handle?.stopMs).toBeUndefined()
})

test('a case is judged by the policy in force at its dispatch', () => {
  const stricter = {
    ...QUICK_POLICY,
    version: 2,
    effectiveFromMs: instant('10:01:00'),
    arriveLimitMs: 180_000,
  }
  const limitFor = (time: string) =>
    clocksOfCase(quickCase([fact('dispatched', time)]), [QUICK_POLICY, stricter]).cycles[0]?.arrive.limitMs
  expect(limitFor('10:00:59')).toBe(300_000)
  expect(limitFor('10:01:00')).toBe(180_000)
})

test('without a policy nothing is said to be in time', () => {
  const clocks = clocksOfCase(quickCase([push]), [])
  expect(clocks).toMatchObject({ cycles: [], policyMissing: true })
})

test('a pause ends sooner when the case is resumed, and at most at its maximum length', () => {
  const paused = [push, fact('pause-approved', '10:06:00', { durationMs: 7_200_000 })]
  const whole = clocksOfCase(quickCase(paused), [QUICK_POLICY]).cycles[0]?.handle?.pauses[0]
  expect(whole?.toMs).toBe(instant('10:36:00'))
  const resumed = clocksOfCase(quickCase([...paused, fact('resumed', '10:08:00')]), [QUICK_POLICY])
  expect(resumed.cycles[0]?.handle?.pauses[0]?.toMs).toBe(instant('10:08:00'))
})

test('the two clocks of ten minutes are different clocks', () => {
  const facts = [push, fact('grace-started', '10:03:00'), fact('grace-left', '10:12:40')]
  const { cycles, grace } = clocksOfCase(quickCase(facts), [QUICK_POLICY])
  const at = instant('10:13:00')
  expect(grace && readClock(grace, at, at).state).toBe('met')
  expect(cycles[0]?.handle && readClock(cycles[0].handle, at, at).state).toBe('breached')
})

test('an approved appeal keeps the fact and exempts the statistic', () => {
  const facts = [push, fact('arrived', '10:06:00', { arrivalMethod: 'button' }), fact('exempted', '11:00:00')]
  const arrive = clocksOfCase(quickCase(facts), [QUICK_POLICY]).cycles[0]?.arrive
  expect(arrive?.exempt).toBe(true)
  expect(arrive && readClock(arrive, instant('12:00:00'), instant('12:00:00')).state).toBe('met-late')
})

test('the grace clock ends without a result once the case is handled', () => {
  const facts = [push, fact('grace-started', '10:03:00'), handledFact('10:20:00')]
  expect(clocksOfCase(quickCase(facts), [QUICK_POLICY]).grace).toBeUndefined()
})
