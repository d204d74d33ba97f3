import { expect, test } from 'vitest'
import type { ComplianceReport } from '../../../domain/indicators/compliance.ts'
import { SAMPLE_NOW_MS, sampleCase } from '../../testing/sample-world.ts'
import { hoursOption, minutesOption } from './chart-options.ts'
import { complianceTileOf } from './compliance-tile.ts'
import { limitMinutesOf } from './limit-minutes.ts'
import { meansTileOf } from './means-tile.ts'

const report = (met: number, due: number): ComplianceReport => ({
  met,
  due,
  p50Ms: 121_999,
  p90Ms: 305_000,
  openOverdue: 0,
  presumed: 2,
  excluded: { void: 1, voiceCorrected: 0, noArrival: 3, exempt: 0, notYetDue: 5 },
  perMinute: [],
})

test('a share is cut, never rounded up, and stands with its terms', () => {
  expect(complianceTileOf(report(19_999, 20_000))).toMatchObject({
    percent: '99.99',
    met: 19_999,
    due: 20_000,
    p50: '2:01',
    p90: '5:05',
  })
})

test('fewer than twenty are counted, not divided', () => {
  const tile = complianceTileOf(report(18, 19))
  expect(tile).toMatchObject({ tooFew: true, met: 18, due: 19 })
  expect(tile).not.toHaveProperty('percent')
  expect(tile).not.toHaveProperty('p90')
})

test('nothing to divide by is neither 0 nor 100 percent', () => {
  expect(complianceTileOf(report(0, 0))).not.toHaveProperty('percent')
})

test('all that is left out is listed', () => {
  expect(complianceTileOf(report(50, 60)).excluded).toEqual([
    { word: 'notYetDue', count: 5 },
    { word: 'void', count: 1 },
    { word: 'noArrival', count: 3 },
    { word: 'presumedShort', count: 2 },
  ])
})

test('the shares of the three means add up to a hundred', () => {
  expect(meansTileOf({ service: 1, management: 1, enforcement: 1 })).toEqual({ count: 3 })
  expect(meansTileOf({ service: 200, management: 100, enforcement: 0 }).shares).toEqual([67, 33, 0])
  expect(meansTileOf({ service: 10, management: 10, enforcement: 10 }).shares).toEqual([34, 33, 33])
})

test('a day has 24 places, and a limit is a line with what was late behind it', () => {
  expect(hoursOption([1, 2])).toMatchObject({ series: [{ data: [1, 2, ...new Array<number>(22).fill(0)] }] })
  expect(minutesOption([4, 1], 1)).toMatchObject({
    series: [
      {
        data: [
          { value: [0.5, 4], itemStyle: { color: '#4a6076' } },
          { value: [1.5, 1], itemStyle: { color: '#f5a623' } },
        ],
        markLine: { data: [{ xAxis: 1 }] },
      },
    ],
  })
})

test('the limit shown is that of the latest clock', () => {
  const clock = { kind: 'arrive' as const, startMs: 1, limitMs: 300_000, atRiskPercent: 80, pauses: [] }
  const older = { ...sampleCase(0, SAMPLE_NOW_MS), clocks: [clock] }
  const newer = { ...older, clocks: [{ ...clock, startMs: 2, limitMs: 480_000 }] }
  expect(limitMinutesOf([newer, older])).toEqual({ arrive: 8, handle: undefined })
})
