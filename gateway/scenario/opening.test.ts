import { expect, test } from 'vitest'
import { findScenario } from './index.ts'
import { openingAt } from './opening.ts'
import type { Scenario } from './scenario.ts'

const harbin = findScenario('harbin-games') as Scenario

test('the evening in Harbin can open at noon: its day is the same, less of it has passed', () => {
  const early = openingAt(harbin, '12:00')
  expect(new Date(early.startMs).toISOString()).toBe('2025-02-07T04:00:00.000Z')
  expect(casesBefore(early)).toBeGreaterThan(0)
  expect(casesBefore(early)).toBeLessThan(casesBefore(harbin) / 2)
})

test('its units are heard of when it opens, not only at the usual hour', () => {
  const early = openingAt(harbin, '12:00')
  const heardMs: number[] = []
  for (const { atMs, record } of early.records(1)) {
    if (atMs > early.startMs) break
    if (record.unit?.heardAt) heardMs.push(record.unit.heardAt.seconds * 1_000)
  }
  expect(heardMs.length).toBeGreaterThan(200)
  const recent = heardMs.filter((ms) => early.startMs - ms < 5 * 60_000)
  expect(recent.length / heardMs.length).toBeGreaterThan(0.9)
})

test('its data are not those of the usual opening', () => {
  expect(openingAt(harbin, '13:30').name).toBe('harbin-games from 13:30')
})

test.each([
  ['9:00', '"9:00" is no time of day; write hours and minutes, for example 13:30'],
  ['24:00', '"24:00" is no time of day; write hours and minutes, for example 13:30'],
  ['10:59', 'the day of harbin-games begins at 11:00; it cannot open at 10:59'],
])('%s is refused with a sentence', (time, sentence) => {
  expect(() => openingAt(harbin, time)).toThrow(sentence)
})

function casesBefore(scenario: Scenario): number {
  let count = 0
  for (const { atMs, record } of scenario.records(1)) {
    if (atMs > scenario.startMs) return count
    if (record.case !== undefined) count++
  }
  return count
}
