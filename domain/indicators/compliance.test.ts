import { expect, test } from 'vitest'
import type { ClockRecord } from '../sla/clock-record.ts'
import { complianceOf, nearestRank, percentTruncated } from './compliance.ts'

const clock = (more: Partial<ClockRecord>): ClockRecord => ({
  kind: 'arrive',
  startMs: 0,
  limitMs: 300_000,
  atRiskPercent: 80,
  pauses: [],
  ...more,
})

test('the indicators of Tianmen, truncated and never rounded up', () => {
  expect(percentTruncated(911, 972, 2)).toBe('93.72')
  expect(percentTruncated(737, 972, 2)).toBe('75.82')
  expect(percentTruncated(99_996, 100_000, 2)).toBe('99.99')
  expect(percentTruncated(0, 0, 2)).toBeUndefined()
})

test('every clock is in exactly one of met, late, overdue, presumed or excluded', () => {
  const clocks = [
    clock({ stopMs: 100_000 }),
    clock({ stopMs: 300_001 }),
    clock({}),
    clock({ startMs: 500_000 }),
    clock({ startMs: 900_000 }),
    clock({ voidReason: 'merged' }),
    clock({ voidReason: 'voice-corrected' }),
    clock({ noArrival: true }),
    clock({ stopMs: 1, exempt: true }),
  ]
  const report = complianceOf(clocks, 1_000_000, 600_000)
  expect(report).toMatchObject({
    met: 1,
    due: 3,
    openOverdue: 1,
    presumed: 1,
    p50Ms: 100_000,
    p90Ms: 300_001,
  })
  expect(report.excluded).toEqual({ void: 1, voiceCorrected: 1, noArrival: 1, exempt: 1, notYetDue: 1 })
  const excluded = Object.values(report.excluded).reduce((sum, count) => sum + count, 0)
  expect(report.due + report.presumed + excluded).toBe(clocks.length)
})

test('percentiles are nearest rank', () => {
  const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
  expect(nearestRank(values, 50)).toBe(5)
  expect(nearestRank(values, 90)).toBe(9)
  expect(nearestRank([], 90)).toBeUndefined()
})
