import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../domain/manual-clock.ts'
import { LinkHealth } from './link-health.ts'
import { ServerClock } from './server-clock.ts'
import { WATCH_TIMING } from './timing.ts'

const NOW_MS = 1_738_886_400_000

function make() {
  const clock = new ManualClock(NOW_MS)
  const serverClock = new ServerClock(clock)
  return { clock, link: new LinkHealth(clock, serverClock, WATCH_TIMING, 'gateway:1') }
}

describe('link health', () => {
  test('I7: never loaded, live, stale and offline are different things, and each says since when', () => {
    const { clock, link } = make()
    expect(link.read()).toMatchObject({ state: 'offline', revision: 0 })
    expect(link.read()).not.toHaveProperty('asOfMs')
    link.caughtUp({ epoch: 'one', revision: 5, asOfMs: NOW_MS })
    expect(link.read()).toMatchObject({ state: 'live', sinceMs: NOW_MS, asOfMs: NOW_MS, revision: 5 })
    clock.advance(10_000)
    expect(link.read().state).toBe('live')
    clock.advance(1)
    expect(link.read()).toMatchObject({ state: 'stale', sinceMs: NOW_MS, asOfMs: NOW_MS })
    link.lost(3, 'unreachable', 'no road')
    expect(link.read()).toMatchObject({
      state: 'offline',
      attempt: 3,
      problem: 'unreachable',
      asOfMs: NOW_MS,
    })
    clock.advance(60_000)
    expect(link.ageMs()).toBe(70_001)
    link.caughtUp({ epoch: 'one', revision: 6, asOfMs: clock.wallMs() })
    expect(link.read()).toMatchObject({ state: 'live', attempt: 0 })
    expect(link.read()).not.toHaveProperty('problem')
  })

  test('I9: while missed changes come in, only their own time is known', () => {
    const { clock, link } = make()
    link.restored('one', 5, NOW_MS)
    clock.advance(600_000)
    link.advanced({ epoch: 'one', revision: 200, asOfMs: NOW_MS + 60_000 })
    expect(link.read().state).toBe('stale')
    expect(link.knownToMs()).toBe(NOW_MS + 60_000)
    link.caughtUp({ epoch: 'one', revision: 900, asOfMs: NOW_MS + 120_000 })
    expect(link.isLive).toBe(false)
    expect(link.knownToMs()).toBe(NOW_MS + 120_000)
    link.caughtUp({ epoch: 'one', revision: 999, asOfMs: NOW_MS + 600_000 })
    expect(link.isLive).toBe(true)
    expect(link.knownToMs()).toBe(clock.wallMs())
  })

  test('a link is not live before the gateway has said that this was all', () => {
    const { link } = make()
    link.caughtUp({ epoch: 'one', revision: 5, asOfMs: NOW_MS })
    link.lost(1, 'unreachable', 'no road')
    link.advanced({ epoch: 'one', revision: 6, asOfMs: NOW_MS })
    expect(link.read().state).toBe('stale')
    link.caughtUp({ epoch: 'one', revision: 6, asOfMs: NOW_MS })
    expect(link.read().state).toBe('live')
  })

  test('what is known never goes back, but with a whole new world', () => {
    const { link } = make()
    link.caughtUp({ epoch: 'one', revision: 5, asOfMs: NOW_MS })
    link.advanced({ epoch: 'one', revision: 6, asOfMs: NOW_MS - 5_000 })
    expect(link.read().asOfMs).toBe(NOW_MS)
    link.replaced({ epoch: 'two', revision: 1, asOfMs: NOW_MS - 9_000 })
    expect(link.read()).toMatchObject({ asOfMs: NOW_MS - 9_000, epoch: 'two', revision: 1 })
  })
})
