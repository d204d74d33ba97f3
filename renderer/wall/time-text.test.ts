import { expect, test } from 'vitest'
import { snapped } from './ticker.ts'
import { localTime } from './time-text.ts'

test('the time of day is that of the center, whatever the zone of the machine', () => {
  expect(localTime(1_672_381_928_000, 480)).toEqual({
    date: '2022-12-30',
    time: '14:32:08',
    minute: '14:32',
    weekday: 5,
  })
})

test('midnight, leap days and offsets of half hours fall on the right date', () => {
  expect(localTime(Date.UTC(2024, 1, 29, 16, 0, 0), 480)).toMatchObject({
    date: '2024-03-01',
    time: '00:00:00',
  })
  expect(localTime(Date.UTC(2024, 1, 28, 23, 30, 0), 30)).toMatchObject({ date: '2024-02-29', weekday: 4 })
  expect(localTime(Date.UTC(1999, 11, 31, 0, 0, 0), -60)).toMatchObject({
    date: '1999-12-30',
    time: '23:00:00',
  })
})

test('every day of forty years has its date and weekday', () => {
  for (let day = 0; day < 14_610; day++) {
    const utcMs = Date.UTC(2000, 0, 1) + day * 86_400_000
    const date = new Date(utcMs)
    expect(localTime(utcMs, 0)).toMatchObject({
      date: date.toISOString().slice(0, 10),
      weekday: date.getUTCDay(),
    })
  }
})

test('a tick close to a whole second is that second', () => {
  expect(snapped(1_000_040)).toBe(1_000_000)
  expect(snapped(999_960)).toBe(1_000_000)
  expect(snapped(1_000_500)).toBe(1_000_500)
})
