import { describe, expect, test } from 'vitest'
import { ManualClock } from '../domain/manual-clock.ts'
import { RestartPolicy } from './restart-policy.ts'

describe('RestartPolicy', () => {
  test('starts at once, waits longer after every failure, and never longer than three seconds', () => {
    const policy = new RestartPolicy(new ManualClock(0))
    policy.started()
    expect(Array.from({ length: 6 }, () => policy.nextDelayMs())).toEqual([0, 250, 500, 1000, 2000, 3000])
  })
  test('begins anew for what ran steadily', () => {
    const clock = new ManualClock(0)
    const policy = new RestartPolicy(clock)
    policy.started()
    policy.nextDelayMs()
    policy.nextDelayMs()
    policy.started()
    clock.advance(30_000)
    expect(policy.nextDelayMs()).toBe(0)
    policy.started()
    clock.advance(29_999)
    expect(policy.nextDelayMs()).toBe(250)
  })
})
