import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../domain/manual-clock.ts'
import { ServerClock } from './server-clock.ts'
import type { TimeSample } from './source.ts'

const WALL_MS = 1_750_000_000_000
const SERVER_MS = 1_738_886_400_000
const HOUR_MS = 3_600_000

/** A measurement that ends now, while the server's clock shows `serverMs` in the middle of it. */
function sample(clock: ManualClock, serverMs: number, roundTripMs: number, rate = 1): TimeSample {
  const receivedMonotonicMs = clock.monotonicMs()
  const serverNowMs = serverMs
  return {
    sentMonotonicMs: receivedMonotonicMs - roundTripMs,
    serverReceivedMs: serverNowMs,
    serverSentMs: serverNowMs,
    receivedMonotonicMs,
    rate,
  }
}

function make(): { clock: ManualClock; server: ServerClock } {
  const clock = new ManualClock(WALL_MS)
  clock.advance(10_000)
  return { clock, server: new ServerClock(clock) }
}

describe('server clock', () => {
  test('the measurement with the least uncertainty counts, and it ages', () => {
    const { clock, server } = make()
    server.observe(sample(clock, SERVER_MS, 200))
    expect(server.uncertaintyMs).toBeCloseTo(100, 0)
    server.observe(sample(clock, SERVER_MS + 30, 10))
    expect(server.nowMs()).toBe(SERVER_MS + 35)
    clock.advance(60_000)
    server.observe(sample(clock, SERVER_MS + 60_030, 90))
    expect(server.uncertaintyMs).toBeCloseTo(35, 1)
    expect(server.nowMs()).toBe(SERVER_MS + 60_035)
    clock.advance(60_000)
    server.observe(sample(clock, SERVER_MS + 120_040, 80))
    expect(server.uncertaintyMs).toBeCloseTo(40, 1)
    expect(server.nowMs()).toBe(SERVER_MS + 120_080)
  })

  test('what contradicts the best measurement replaces it, however slow it was', () => {
    const { clock, server } = make()
    server.observe(sample(clock, SERVER_MS, 10))
    expect(server.observe(sample(clock, SERVER_MS + 400, 100))).toBe(0)
    expect(server.nowMs()).toBe(SERVER_MS + 450)
  })

  test.each([HOUR_MS, -HOUR_MS])('I10: setting the machine by %d ms changes nothing', (stepMs) => {
    const { clock, server } = make()
    server.observe(sample(clock, SERVER_MS, 10))
    clock.stepWall(stepMs)
    clock.advance(1_000)
    expect(server.nowMs()).toBe(SERVER_MS + 1_005)
    expect(server.observe(sample(clock, SERVER_MS + 1_000, 10))).toBe(0)
  })

  test('runs at the rate of the server', () => {
    const { clock, server } = make()
    server.observe(sample(clock, SERVER_MS, 10, 60))
    clock.advance(1_000)
    expect(server.nowMs()).toBe(SERVER_MS + 60_300)
    expect(server.reading()).toEqual({
      serverMs: SERVER_MS + 60_300,
      rate: 60,
      uncertaintyMs: expect.closeTo(5.5, 1),
    })
  })

  test('rests on what the cache remembers until it is measured', () => {
    const { clock, server } = make()
    server.remember({ serverMs: SERVER_MS, wallMs: clock.wallMs() - 20_000, rate: 3 })
    expect(server.nowMs()).toBe(SERVER_MS + 60_000)
    expect(server.reading()).not.toHaveProperty('uncertaintyMs')
    server.observe(sample(clock, SERVER_MS + 90_000, 10))
    server.remember({ serverMs: 5, wallMs: 5, rate: 1 })
    expect(server.nowMs()).toBe(SERVER_MS + 90_005)
  })

  test('a machine clock that was set back since then makes no negative time', () => {
    const { clock, server } = make()
    server.remember({ serverMs: SERVER_MS, wallMs: clock.wallMs() + HOUR_MS, rate: 1 })
    expect(server.nowMs()).toBe(SERVER_MS)
  })

  test('a step of the server is told once, drift and slow answers never', () => {
    const { clock, server } = make()
    server.observe(sample(clock, SERVER_MS, 10))
    expect(server.observe(sample(clock, SERVER_MS + 300, 10))).toBe(0)
    expect(server.observe(sample(clock, SERVER_MS - 1_900, 4_000))).toBe(0)
    expect(server.observe(sample(clock, SERVER_MS + HOUR_MS, 10))).toBeGreaterThan(HOUR_MS - 1_000)
    expect(server.observe(sample(clock, SERVER_MS + HOUR_MS, 10))).toBe(0)
    expect(server.nowMs()).toBe(SERVER_MS + HOUR_MS + 5)
  })
})
