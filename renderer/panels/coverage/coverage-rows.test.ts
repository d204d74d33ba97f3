import { expect, test } from 'vitest'
import type { DutyPointItem } from '../../../domain/view/items.ts'
import { bandLanesOf } from './coverage-rows.ts'

type Band = NonNullable<DutyPointItem['bands']>[number]

const band = (name: string, from: number, to: number): Band => ({
  name,
  startMinute: from * 60,
  endMinute: to * 60,
})
const point = (id: string, ...bands: readonly Band[]): DutyPointItem =>
  ({ id, name: id, requiredOfficers: 2, bands }) as unknown as DutyPointItem

const names = (points: readonly DutyPointItem[]) =>
  bandLanesOf(points).map((lane) => lane.map(({ name }) => name))

test('bands that follow one another share a lane', () => {
  const day = [band('早', 7, 11), band('中', 11, 19), band('晚', 19, 23)]
  expect(names([point('a', ...day), point('b', ...day)])).toEqual([['早', '中', '晚']])
})

test('bands that overlap lie in lanes, the one that most posts have first', () => {
  const own = [band('错时', 11.5, 16.5), band('延时', 16.5, 23.5)]
  const all = band('保障', 11.5, 23.5)
  expect(names([point('x', ...own), point('a', all), point('b', all)])).toEqual([['保障'], ['错时', '延时']])
})

test('one that goes beyond midnight ends with the day', () => {
  expect(bandLanesOf([point('a', band('延时', 22, 26))])).toEqual([
    [{ name: '延时', from: 22, to: 24, postCount: 1 }],
  ])
})
