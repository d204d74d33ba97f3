import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DayFigures } from './day-figures.ts'
import { FloodMeter, FLOOD_WINDOW_MS } from './flood.ts'

const MINUTE_MS = 60_000
const at = (minute: number) => minute * MINUTE_MS

test('eleven alarms within ten minutes begin a flood; ten do not', () => {
  const meter = new FloodMeter()
  for (let index = 0; index < 10; index++) meter.add(at(index * 0.9))
  expect(meter.current).toBeUndefined()
  meter.add(at(9.9))
  expect(meter.current).toEqual({ sinceMs: at(9.9), count: 11, peak10MinCount: 11 })
})

test('fewer than five in ten minutes end it, at the instant at which the fifth leaves the window', () => {
  const meter = new FloodMeter()
  for (let index = 0; index < 11; index++) meter.add(at(index))
  // Minute 10: the first has just left, so there are ten, and no flood.
  expect(meter.current).toBeUndefined()
  meter.add(at(10.5))
  expect(meter.current?.sinceMs).toBe(at(10.5))
  meter.advance(at(16.9))
  expect(meter.inWindow).toBe(5)
  expect(meter.current).toBeDefined()
  meter.advance(at(40))
  expect(meter.current).toBeUndefined()
  expect(meter.endedSince(0)).toEqual([
    { sinceMs: at(10.5), count: 11, peak10MinCount: 11, endedMs: at(7) + FLOOD_WINDOW_MS },
  ])
})

test('floods do not depend on how often somebody looks', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 200_000 }), { maxLength: 80 })
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1_000, max: 300_000 }), (list, everyMs) => {
      const seldom = new FloodMeter()
      const often = new FloodMeter()
      let nowMs = 0
      for (const gap of list) {
        for (let t = nowMs; t < nowMs + gap; t += everyMs) often.advance(t)
        nowMs += gap
        seldom.add(nowMs)
        often.add(nowMs)
        expect(often.current).toEqual(seldom.current)
      }
      seldom.advance(nowMs + 3_600_000)
      often.advance(nowMs + 3_600_000)
      expect(often.endedSince(0)).toEqual(seldom.endedSince(0))
    }),
  )
})

test('the figures of a day: rates, split against 80/15/5, sources; yesterday is forgotten', () => {
  const figures = new DayFigures()
  const announce = (minute: number, priority: 'high' | 'medium' | 'low', where: string) =>
    figures.announced({ atMs: at(minute), kind: 'rebound', priority, where })
  for (let index = 0; index < 80; index++) announce(index * 10, 'low', '老街')
  for (let index = 0; index < 15; index++) announce(800 + index * 10, 'medium', '沙北')
  for (let index = 0; index < 5; index++) announce(950 + index * 10, 'high', '顺河街')
  figures.fleeting(at(990))
  figures.selfCleared(at(990))
  expect(figures.read(at(995))).toEqual({
    last10MinCount: 1,
    lastHourCount: 6,
    lastDayCount: 100,
    floodsInDay: 0,
    floodMsInDay: 0,
    peak10MinCountInDay: 1,
    fleetingInDay: 1,
    selfClearedInDay: 1,
    splitInDay: { high: 5, medium: 15, low: 80 },
    topSources: [
      { kind: 'rebound', name: '老街', count: 80 },
      { kind: 'rebound', name: '沙北', count: 15 },
      { kind: 'rebound', name: '顺河街', count: 5 },
    ],
  })
  expect(figures.read(at(3_000))).toMatchObject({ lastDayCount: 0, fleetingInDay: 0, topSources: [] })
})

test('time in flood counts what lies within the day, and the flood that is now', () => {
  const figures = new DayFigures()
  for (let index = 0; index < 20; index++) {
    figures.announced({ atMs: at(index / 10), kind: 'rebound', priority: 'low', where: '' })
  }
  expect(figures.read(at(5))).toMatchObject({
    flood: { sinceMs: at(1), count: 20, peak10MinCount: 20 },
    floodsInDay: 1,
    floodMsInDay: at(4),
  })
  // The sixteenth leaves at 11.5 min, and four are left.
  expect(figures.read(at(60))).toMatchObject({
    floodsInDay: 1,
    floodMsInDay: at(1.5) + FLOOD_WINDOW_MS - at(1),
  })
  expect(figures.read(at(60)).flood).toBeUndefined()
})
