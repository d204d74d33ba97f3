import { expect, test } from 'vitest'
import { ManualClock } from '../../domain/manual-clock.ts'
import { sampleWorld } from '../testing/sample-world.ts'
import { INITIAL_STATUS, type WallStatus } from '../wall/status.ts'
import { Announcer } from './announcer.ts'
import { blindnessOf } from './blindness.ts'
import { watchFrames } from './frame-watch.ts'

function announcer() {
  const clock = new ManualClock(0)
  const said: string[] = []
  return { clock, said, announcer: new Announcer(clock, (cause) => said.push(cause)) }
}

test('blindness is said once it lasts, then once a minute until it ends', () => {
  const { clock, said, announcer: it } = announcer()
  it.set('offline')
  it.set('offline')
  clock.advance(1_999)
  expect(said).toEqual([])
  clock.advance(1)
  expect(said).toEqual(['offline'])
  clock.advance(120_000)
  expect(said).toEqual(['offline', 'offline', 'offline'])
  it.set(undefined)
  clock.advance(600_000)
  expect(said).toHaveLength(3)
})

test('a flicker is not worth a sentence, another cause is', () => {
  const { clock, said, announcer: it } = announcer()
  it.set('offline')
  clock.advance(1_000)
  it.set(undefined)
  clock.advance(60_000)
  expect(said).toEqual([])
  it.set('stale')
  clock.advance(2_000)
  it.set('core-lost')
  clock.advance(2_000)
  expect(said).toEqual(['stale', 'core-lost'])
})

test('the nearest broken link is named', () => {
  const link = sampleWorld().link
  const connected: WallStatus = { ...INITIAL_STATUS, core: 'connected', link }
  expect(blindnessOf(INITIAL_STATUS, true)).toBeUndefined()
  expect(blindnessOf(connected, false)).toBeUndefined()
  expect(blindnessOf(connected, true)).toBe('path')
  expect(blindnessOf({ ...connected, link: { ...link, state: 'stale' } }, true)).toBe('stale')
  expect(blindnessOf({ ...connected, core: 'lost' }, true)).toBe('core-lost')
  expect(blindnessOf(connected, false, true)).toBe('frozen')
})

test('a page that is not drawn any more says so within 15 s, and one that nobody sees says nothing', () => {
  const clock = new ManualClock(0)
  const told: number[] = []
  let draw: () => void = () => {}
  let isVisible = true
  const { said, announcer: speaker } = announcer()
  const stop = watchFrames(
    clock,
    { next: (callback) => (draw = callback), isVisible: () => isVisible },
    (isFrozen) => {
      told.push(isFrozen ? clock.monotonicMs() : -clock.monotonicMs())
      speaker.set(isFrozen ? 'frozen' : undefined)
    },
  )
  for (let second = 0; second < 5; second++) {
    clock.advance(1_000)
    draw()
  }
  expect(told).toEqual([])
  clock.advance(15_000)
  expect(told).toHaveLength(1)
  // Two seconds more are for flickers.
  expect((told[0] ?? 0) - 5_000 + 2_000).toBeLessThan(15_000)
  draw()
  expect(told).toHaveLength(2)
  expect(said).toEqual([])
  isVisible = false
  clock.advance(60_000)
  expect(told).toHaveLength(2)
  stop()
})
