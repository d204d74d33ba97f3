import { describe, expect, test } from 'vitest'
import { ManualClock } from '../domain/manual-clock.ts'
import {
  anchoredGatewayClock,
  decodeAnchor,
  encodeAnchor,
  realGatewayClock,
  serverMsAt,
} from './gateway-clock.ts'

const ANCHOR = { serverMs: 500_000, realMs: 10_000, rate: 60 }

describe('an anchored clock', () => {
  test('starts at the anchor and runs at its rate', () => {
    const system = new ManualClock(10_000)
    const clock = anchoredGatewayClock(system, ANCHOR)
    expect(clock.wallMs()).toBe(500_000)
    system.advance(1_000)
    expect([clock.wallMs(), clock.monotonicMs()]).toEqual([560_000, 60_000])
  })

  test('goes on while nobody runs it', () => {
    expect(anchoredGatewayClock(new ManualClock(12_000), ANCHOR).wallMs()).toBe(620_000)
  })

  test('does not step when somebody sets the machine clock', () => {
    const system = new ManualClock(10_000)
    const clock = anchoredGatewayClock(system, ANCHOR)
    system.stepWall(-5_000)
    expect(clock.wallMs()).toBe(500_000)
  })

  test('is not before its anchor on a machine whose clock was set back', () => {
    expect(serverMsAt(ANCHOR, 0)).toBe(500_000)
  })

  test('sets timers in its own milliseconds', () => {
    const system = new ManualClock(10_000)
    const clock = anchoredGatewayClock(system, ANCHOR)
    let calls = 0
    clock.setTimer(60_000, () => (calls += 1))
    const cancel = clock.setTimer(60_000, () => (calls += 10))
    cancel()
    system.advance(999)
    expect(calls).toBe(0)
    system.advance(1)
    expect(calls).toBe(1)
  })
})

test('real time follows the machine', () => {
  const system = new ManualClock(10_000)
  const clock = realGatewayClock(system)
  system.stepWall(5_000)
  expect([clock.wallMs(), clock.rate]).toEqual([15_000, 1])
})

test('an anchor comes back from its text, and nonsense does not', () => {
  expect(decodeAnchor(encodeAnchor(ANCHOR))).toEqual(ANCHOR)
  expect(decodeAnchor(undefined)).toBeUndefined()
  expect(decodeAnchor('{"serverMs":1,"realMs":2,"rate":0}')).toBeUndefined()
})
