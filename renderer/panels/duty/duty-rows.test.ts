import { expect, test } from 'vitest'
import type { DutyPointItem, Staffing, UnitItem } from '../../../domain/view/items.ts'
import { dutyCardsOf, dutySummaryOf, unitRowsOf } from './duty-rows.ts'

const NOW = 1_000_000_000
const point = (id: string, staffing: Staffing): DutyPointItem => ({
  id,
  name: id,
  radiusM: 150,
  inEventZone: false,
  requiredOfficers: 2,
  officersOnPost: staffing === 'staffed' ? 2 : 0,
  auxiliariesOnPost: 0,
  rosteredCount: 4,
  signedInCount: 3,
  unitsOut: 0,
  staffing,
  staffingSinceMs: NOW,
})
const unit = (id: string, more: Partial<UnitItem>): UnitItem => ({
  id,
  name: id,
  officerCount: 1,
  auxiliaryCount: 0,
  heardAtMs: NOW,
  ...more,
})

test('while all points fit, each keeps its place', () => {
  const points = [point('b', 'staffed'), point('c', 'unmanned'), point('a', 'staffed')]
  expect(dutyCardsOf(points, 3).cards.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
})

test('when they do not fit, the worst come first and the rest is counted by state', () => {
  const points = [point('a', 'staffed'), point('b', 'off-duty'), point('c', 'unmanned'), point('d', 'silent')]
  const { cards, hidden, hiddenCount } = dutyCardsOf(points, 2)
  expect(cards.map(({ id }) => id)).toEqual(['c', 'd'])
  expect([hiddenCount, hidden]).toEqual([
    2,
    [
      { staffing: 'staffed', count: 1 },
      { staffing: 'off-duty', count: 1 },
    ],
  ])
})

test('the summary adds up', () => {
  const points = [point('a', 'staffed'), point('b', 'staffed'), point('c', 'unmanned')]
  expect(dutySummaryOf(points)).toEqual({
    count: 3,
    signedIn: 9,
    rostered: 12,
    byStaffing: [
      { staffing: 'unmanned', count: 1 },
      { staffing: 'staffed', count: 2 },
    ],
  })
})

test('silent units and units away come before those at their post; a new status is not lost', () => {
  const units = [
    unit('calm', { status: 'available-post' }),
    unit('away', { status: 'en-route' }),
    unit('mute', { status: 'available-post', heardAtMs: NOW - 600_000 }),
    unit('odd', { status: 'unknown-77' }),
  ]
  const { rows, hidden, byStatus } = unitRowsOf(units, NOW, 3)
  expect(rows.map(({ id, status }) => [id, status])).toEqual([
    ['mute', 'silent'],
    ['odd', 'unknown-77'],
    ['away', 'en-route'],
  ])
  expect(hidden).toBe(1)
  expect(byStatus).toHaveLength(4)
})

test('while the wall is cut off, no unit turns silent by that', () => {
  const units = [unit('a', { status: 'en-route' })]
  expect(unitRowsOf(units, NOW + 60_000, 1).rows[0]?.status).toBe('en-route')
})
