import { expect, test } from 'vitest'
import { ManualClock } from '../domain/manual-clock.ts'
import { PageWatchdog } from './page-watchdog.ts'

function setUp() {
  const clock = new ManualClock(0)
  const seen: string[] = []
  const watchdog = new PageWatchdog({
    clock,
    onHung: () => seen.push('hung'),
    onPainting: (isPainting) => seen.push(isPainting ? 'painting' : 'not painting'),
  })
  return { clock, seen, watchdog }
}

test('a page that beats is left alone', () => {
  const { clock, seen, watchdog } = setUp()
  watchdog.expectFirstBeat()
  for (let second = 0; second < 600; second++) {
    watchdog.beat(true)
    clock.advance(1_000)
  }
  expect(seen).toEqual([])
})

test('a page that falls silent is hung within ten seconds, and once', () => {
  const { clock, seen, watchdog } = setUp()
  watchdog.expectFirstBeat()
  watchdog.beat(true)
  clock.advance(7_000)
  expect(seen).toEqual([])
  clock.advance(3_000)
  expect(seen).toEqual(['hung'])
  clock.advance(600_000)
  expect(seen).toEqual(['hung'])
})

test('a page that never gives a first beat is hung after half a minute', () => {
  const { clock, seen, watchdog } = setUp()
  watchdog.expectFirstBeat()
  clock.advance(29_000)
  expect(seen).toEqual([])
  clock.advance(1_000)
  expect(seen).toEqual(['hung'])
})

test('the last beat of a page that is gone does not wake the watch', () => {
  const { clock, seen, watchdog } = setUp()
  watchdog.expectFirstBeat()
  watchdog.beat(true)
  watchdog.rest()
  watchdog.beat(true)
  clock.advance(600_000)
  expect(seen).toEqual([])
})

test('says once that nothing is painted, and once that it is again', () => {
  const { clock, seen, watchdog } = setUp()
  watchdog.expectFirstBeat()
  for (const painted of [true, ...Array<boolean>(9).fill(false), true, true]) {
    watchdog.beat(painted)
    clock.advance(1_000)
  }
  expect(seen).toEqual(['not painting', 'painting'])
})
