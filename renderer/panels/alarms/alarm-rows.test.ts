import { expect, test } from 'vitest'
import type { AlarmKind } from '../../../domain/alarm/alarm.ts'
import type { AlarmItem, AlarmQualityItem } from '../../../domain/view/alarm-item.ts'
import { alarmItem as item } from '../../testing/alarm-items.ts'
import { alarmListOf, leftToRespondMs, openBelowHigh, topmostOpen } from './alarm-rows.ts'
import { floodPercent, rateLines, splitPercent } from './quality-lines.ts'

const many = (count: number, kind: AlarmKind, zone: string): readonly AlarmItem[] =>
  Array.from({ length: count }, (_, index) => item(`${kind}/${zone}/${index}`, kind, { zone }))

const ROOM = { capacity: 5, lines: 9, zonesOfLine: 1 }

test('identical ones are one row with a count; what does not fit is said', () => {
  const items = [
    ...many(3, 'arrive-breach', '南岗区'),
    ...many(7, 'unit-silent', '南岗区'),
    ...many(2, 'rebound', '道里区'),
  ]
  const list = alarmListOf(items, { ...ROOM, capacity: 4, lines: 7, isFlood: false })
  expect(list.rows.map(({ item: { kind }, count }) => [kind, count])).toEqual([
    ['arrive-breach', 1],
    ['arrive-breach', 1],
    ['arrive-breach', 1],
    ['unit-silent', 7],
  ])
  expect(list).toMatchObject({ lines: 4, isDense: false, count: 12, openCount: 12, highCount: 3 })
  expect(list).toMatchObject({ hiddenCount: 2, hiddenOpen: 2 })
})

test('where high ones have more rows than lines, they are all there and nothing else is', () => {
  const items = [...many(3, 'arrive-breach', '南岗区'), ...many(7, 'unit-silent', '南岗区')]
  const list = alarmListOf(items, { ...ROOM, capacity: 1, lines: 2, isFlood: false })
  expect(list.rows.map(({ item: { kind } }) => kind)).toEqual(
    Array.from({ length: 3 }, () => 'arrive-breach'),
  )
  expect(list).toMatchObject({ lines: 2, isDense: true, hiddenCount: 7, hiddenOpen: 7 })
})

test('a high one that somebody has taken keeps its row, however many lower ones ask for one', () => {
  const items = [
    ...many(1, 'arrive-breach', '南岗区'),
    item('taken', 'handle-breach', { state: 'acknowledged' }),
    ...Array.from({ length: 9 }, (_, index) =>
      item(`u${index}`, 'unit-silent', { zone: `第 ${index} 街道` }),
    ),
  ]
  const { rows, hiddenCount } = alarmListOf(items, { ...ROOM, capacity: 4, isFlood: false })
  expect(rows.map(({ item: { kind } }) => kind)).toEqual([
    'arrive-breach',
    'unit-silent',
    'unit-silent',
    'handle-breach',
  ])
  expect(hiddenCount).toBe(7)
})

test('in a flood only high ones have rows, and every other is in the count of its area', () => {
  const items = [
    ...many(2, 'arrive-breach', '南岗区'),
    ...many(500, 'unit-silent', '道里区'),
    ...many(9, 'rebound', '南岗区'),
  ]
  const list = alarmListOf(items, { ...ROOM, isFlood: true })
  expect(list.rows.map(({ item: { kind } }) => kind)).toEqual(['arrive-breach', 'arrive-breach'])
  expect(list.zones).toEqual([
    { zone: '南岗区', counts: { high: 2, medium: 0, low: 9 }, open: 11 },
    { zone: '道里区', counts: { high: 0, medium: 500, low: 0 }, open: 500 },
  ])
  const inZones = list.zones.reduce((sum, { counts }) => sum + counts.high + counts.medium + counts.low, 0)
  expect(inZones).toBe(items.length)
})

test('high ones that do not fit take one line each, and areas without room are one line', () => {
  const zones = ['南岗区', '道里区', '香坊区', '松北区']
  const items = zones.flatMap((zone) => [...many(2, 'arrive-breach', zone), ...many(3, 'unit-silent', zone)])
  const flood = alarmListOf(items, { ...ROOM, lines: 10, isFlood: true })
  expect(flood).toMatchObject({ isDense: true, lines: 9 })
  expect(flood.rows).toHaveLength(8)
  expect(flood.zones.map(({ merged, open }) => [merged, open])).toEqual([
    [undefined, 5],
    [3, 15],
  ])
  const least = alarmListOf(items, { ...ROOM, lines: 4, isFlood: true })
  expect(least).toMatchObject({
    lines: 3,
    zones: [{ merged: 4, counts: { high: 8, medium: 12, low: 0 } }],
  })
  expect(least.rows).toHaveLength(8)

  const calm = alarmListOf(items, { ...ROOM, capacity: 8, lines: 15, isFlood: false })
  expect(calm.isDense).toBe(false)
  const full = alarmListOf(items, { ...ROOM, capacity: 7, lines: 13, isFlood: false })
  expect(full).toMatchObject({ isDense: true, hiddenCount: 0 })
  expect(full.rows).toHaveLength(12)
})

test('high ones that somebody took push out nothing that nobody took', () => {
  const taken = many(12, 'arrive-breach', '南岗区').map((one) => ({ ...one, state: 'acknowledged' as const }))
  const list = alarmListOf([...taken, item('open', 'post-unmanned')], { ...ROOM, lines: 9, isFlood: false })
  expect(topmostOpen(list.rows)?.item.id).toBe('open')
  expect(list).toMatchObject({ hiddenCount: 0, hiddenOpen: 0, highCount: 12 })
  expect(list.rows).toHaveLength(13)
})

test('what the keys mean: the topmost open one; with Shift medium and low, never high', () => {
  const { rows } = alarmListOf(
    [
      item('taken', 'arrive-breach', { state: 'acknowledged' }),
      item('high', 'handle-breach'),
      item('medium', 'unit-silent'),
      item('shelved', 'rebound', { state: 'shelved' }),
      item('back', 'handle-at-risk', { state: 'returned' }),
    ],
    { ...ROOM, capacity: 9, isFlood: false },
  )
  expect(topmostOpen(rows)?.item.id).toBe('high')
  expect(openBelowHigh(rows)).toEqual(['medium', 'back'])
  expect(rows.map(({ key }) => key)).not.toContain('shelved')
})

test('time to respond runs from the announcement, and ends with the cause', () => {
  expect(leftToRespondMs(item('a', 'unit-silent'), 45_000)).toBe(15_000)
  expect(leftToRespondMs(item('a', 'unit-silent'), 75_000)).toBe(-15_000)
  expect(leftToRespondMs(item('a', 'unit-silent', { state: 'returned', clearedMs: 5 }), 9)).toBeUndefined()
})

test('figures against their targets; percentages only of enough', () => {
  const quality: AlarmQualityItem = {
    id: 'alarm-quality',
    asOfMs: 0,
    last10MinCount: 1,
    lastHourCount: 12,
    lastDayCount: 301,
    floodsInDay: 1,
    floodMsInDay: 864_000,
    peak10MinCountInDay: 11,
    standingCount: 0,
    chatteringCount: 0,
    fleetingInDay: 0,
    selfClearedInDay: 0,
    shelvedCount: 0,
    suppressedCount: 0,
    splitInDay: { high: 5, medium: 15, low: 80 },
    topSources: [],
  }
  expect(rateLines(quality).map(({ state }) => state)).toEqual(['good', 'above-target', 'above-limit'])
  expect(floodPercent(quality)).toBe('1.0')
  expect(splitPercent(quality.splitInDay)).toBe('5:15:80')
  expect(splitPercent({ high: 1, medium: 2, low: 16 })).toBeUndefined()
})
