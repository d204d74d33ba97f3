import { expect, test } from 'vitest'
import { slopePerHour } from './slope.ts'

test('a straight line has its slope and no error', () => {
  const found = slopePerHour([0, 1, 2, 3].map((hour) => [hour, 5 + 2 * hour]))
  expect(found.perHour).toBeCloseTo(2)
  expect(found.errorPerHour).toBeCloseTo(0)
})

test('what only goes up and down has no slope beyond its error', () => {
  const values = [10, 11, 10, 11, 10, 11, 10]
  const found = slopePerHour(values.map((value, hour) => [hour / 60, value]))
  expect(Math.abs(found.perHour)).toBeLessThan(found.errorPerHour)
})

test('two points say nothing of the error', () => {
  expect(
    slopePerHour([
      [0, 1],
      [1, 2],
    ]),
  ).toEqual({ perHour: 1, errorPerHour: Infinity })
})
