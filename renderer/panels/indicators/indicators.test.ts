import { expect, test } from 'vitest'
import { gridRow, gridRowsOf, totalOf } from './grid-rows.ts'
import { meansRowsOf, shareRowsOf } from './share-rows.ts'
import { trendOption } from './trend-option.ts'

const grid = (key: string, due: number, closedOnTime: number) => ({
  key,
  filed: due,
  due,
  closed: due,
  closedOnTime,
  reworked: 0,
})

test('the month of Tianmen: 911 and 737 of 972, truncated', () => {
  expect(
    gridRow({ key: 'tm', filed: 996, due: 972, closed: 911, closedOnTime: 737, reworked: 0 }),
  ).toMatchObject({
    closedPercent: '93.72',
    onTimePercent: '75.82',
  })
})

test('grids by closed on time, equal shares with one rank, too few without any', () => {
  const rows = gridRowsOf([grid('a', 40, 30), grid('b', 20, 15), grid('c', 25, 25), grid('few', 4, 4)])
  expect(rows.map(({ key, rank }) => [key, rank])).toEqual([
    ['c', 1],
    ['a', 2],
    ['b', 2],
    ['few', undefined],
  ])
  expect(rows.at(-1)).not.toHaveProperty('onTimePercent')
})

test('the total adds up, and nothing due is no percent', () => {
  expect(totalOf([grid('a', 40, 30), grid('b', 20, 15)])).toMatchObject({ due: 60, onTimePercent: '75.00' })
  expect(totalOf([])).not.toHaveProperty('onTimePercent')
})

test('shares: greatest first, none while the whole is small', () => {
  const rows = shareRowsOf({ ai: 10, video: 30, public: 0 })
  expect(rows.map(({ key, count, of, percent }) => [key, count, of, percent])).toEqual([
    ['video', 30, 40, '75.00'],
    ['ai', 10, 40, '25.00'],
  ])
  expect(
    meansRowsOf({ service: 3, management: 1, enforcement: 0 }).every((row) => row.percent === undefined),
  ).toBe(true)
})

test('24 places a day; yesterday begins with its first case, and is no line where nothing is known', () => {
  const words = { filed: 'f', closed: 'c', yesterday: 'y' }
  const hours = { filed: [0, 4], closed: [0, 1] }
  const [bars, , before] = trendOption({ hours, yesterday: { filed: [0, 0, 5], closed: [] } }, words, 20)
    .series as readonly { readonly data: readonly unknown[] }[]
  expect(bars?.data).toHaveLength(24)
  expect(before?.data).toEqual(['-', '-', 5])
  expect(trendOption({ hours }, words, 20).series).toHaveLength(2)
})
