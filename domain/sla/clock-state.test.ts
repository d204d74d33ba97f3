import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ClockRecord } from './clock-record.ts'
import { readClock } from './clock-state.ts'

const clock: ClockRecord = { kind: 'arrive', startMs: 1000, limitMs: 300_000, atRiskPercent: 80, pauses: [] }

const clocks = fc
  .record({
    startMs: fc.integer({ min: 0, max: 1_000_000 }),
    limitMs: fc.integer({ min: 1, max: 900_000 }),
    gaps: fc.array(
      fc.record({
        afterMs: fc.integer({ min: 0, max: 400_000 }),
        lengthMs: fc.integer({ min: 1, max: 400_000 }),
      }),
      { maxLength: 3 },
    ),
    stopAfterMs: fc.option(fc.integer({ min: 0, max: 2_000_000 }), { nil: undefined }),
  })
  .map(({ startMs, limitMs, gaps, stopAfterMs }): ClockRecord => {
    let atMs = startMs
    const pauses = gaps.map(({ afterMs, lengthMs }) => {
      const fromMs = atMs + afterMs
      atMs = fromMs + lengthMs
      return { fromMs, toMs: atMs }
    })
    const base: ClockRecord = { kind: 'handle', startMs, limitMs, atRiskPercent: 80, pauses }
    return stopAfterMs === undefined ? base : { ...base, stopMs: startMs + stopAfterMs }
  })

test('I5: remaining and active time always add up to the limit', () => {
  fc.assert(
    fc.property(clocks, fc.integer({ min: 0, max: 5_000_000 }), (one, nowMs) => {
      const reading = readClock(one, nowMs, nowMs)
      expect(reading.remainingMs + reading.activeMs).toBe(one.limitMs)
    }),
  )
})

test('a breach stays a breach while time goes on', () => {
  fc.assert(
    fc.property(clocks, fc.nat(5_000_000), fc.nat(5_000_000), (one, a, b) => {
      const [earlier, later] = a < b ? [a, b] : [b, a]
      if (readClock(one, earlier, earlier).state === 'breached') {
        expect(readClock(one, later, later).state).toBe('breached')
      }
    }),
  )
})

test('the announced next change is the first instant with another state', () => {
  fc.assert(
    fc.property(clocks, fc.nat(3_000_000), (one, offsetMs) => {
      const nowMs = one.startMs + offsetMs
      const { state, nextChangeMs } = readClock(one, nowMs, nowMs)
      if (nextChangeMs === undefined) return
      const last = Math.ceil(nextChangeMs) - 1
      if (last > nowMs) expect(readClock(one, last, last).state).toBe(state)
    }),
  )
})

test('I9: while nothing is heard, no clock turns met or breached by assumption', () => {
  const knownToMs = clock.startMs + 100_000
  const states = [0, 100_000, 240_000, 300_000, 300_001, 900_000].map(
    (elapsed) => readClock(clock, clock.startMs + elapsed, knownToMs).state,
  )
  expect(states).toEqual(['running', 'running', 'at-risk', 'at-risk', 'presumed', 'presumed'])
})

test('I9: a breach that the gateway was heard after is a breach, link or no link', () => {
  const knownToMs = clock.startMs + 300_002
  expect(readClock(clock, clock.startMs + 900_000, knownToMs).state).toBe('breached')
})
