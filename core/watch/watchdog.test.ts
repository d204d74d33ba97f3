import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../domain/manual-clock.ts'
import { systemClock } from '../system-clock.ts'
import { Backoff } from './backoff.ts'
import { WATCH_TIMING } from './timing.ts'
import { Watchdog } from './watchdog.ts'

describe('watchdog', () => {
  test('barks once when it was not fed, and never when it was', () => {
    const clock = new ManualClock(0)
    let barks = 0
    const dog = new Watchdog(clock, () => barks++)
    for (let round = 0; round < 5; round++) {
      dog.feed(1_000)
      clock.advance(1_000)
    }
    expect(barks).toBe(0)
    clock.advance(10_000)
    expect(barks).toBe(1)
    dog.feed(1_000)
    dog.stop()
    clock.advance(10_000)
    expect(barks).toBe(1)
  })

  test('a process that was busy itself reads what waits before it judges', async () => {
    let barks = 0
    const dog = new Watchdog(systemClock, () => barks++)
    dog.feed(20)
    // The message is there in time, and this process reads it late.
    const message = new Promise<void>((resolve) => setImmediate(resolve))
    const until = performance.now() + 60
    while (performance.now() < until);
    await message
    dog.feed(60_000)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(barks).toBe(0)
    dog.stop()
  })
})

describe('back-off', () => {
  test('doubles from 200 ms to 5 s with jitter, never gives up, and starts anew after a healthy time', () => {
    const backoff = new Backoff(WATCH_TIMING)
    for (let attempt = 0; attempt < 2_000; attempt++) {
      const limitMs = Math.min(5_000, 200 * 2 ** attempt)
      const delayMs = backoff.nextDelayMs()
      expect(delayMs).toBeGreaterThanOrEqual(limitMs / 2)
      expect(delayMs).toBeLessThanOrEqual(limitMs)
    }
    expect(backoff.attempt).toBe(2_000)
    backoff.reset()
    expect(backoff.nextDelayMs()).toBeLessThanOrEqual(200)
  })
})
