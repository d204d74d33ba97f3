import { expect, test } from 'vitest'
import { remainingText } from '../../../domain/duration-text.ts'
import type { CaseItem, UnitItem } from '../../../domain/view/items.ts'
import { SAMPLE_NOW_MS, sampleCase } from '../../testing/sample-world.ts'
import { surveyOf } from '../../wall/survey.ts'
import { basisOf } from './basis.ts'
import { boardOf } from './board-rows.ts'

const NOW = SAMPLE_NOW_MS
function quick(id: string, agoMs: number, more: Partial<CaseItem> = {}): CaseItem {
  const base = { startMs: NOW - agoMs, atRiskPercent: 80, pauses: [] }
  return {
    ...sampleCase(0, NOW),
    id,
    position: { lat: 33.58, lon: 114.03 },
    unitIds: [],
    clocks: [{ ...base, kind: 'arrive', limitMs: 300_000 }],
    ...more,
  }
}
const board = (cases: readonly CaseItem[], capacity: number, units: readonly UnitItem[] = []) =>
  boardOf(surveyOf(cases, NOW, NOW), new Map(units.map((unit) => [unit.id, unit])), NOW, capacity)
const unit = (id: string, lat: number): UnitItem => ({
  id,
  name: id,
  status: 'en-route',
  position: { lat, lon: 114.03 },
  heardAtMs: NOW,
  officerCount: 2,
  auxiliaryCount: 0,
})

test('rows carry the remaining time, rounded as the rule says', () => {
  const [late, soon] = board([quick('soon', 258_500), quick('late', 372_900)], 10).rows
  expect(remainingText(late?.remainingMs ?? 0)).toBe('\u22121:12')
  expect(remainingText(soon?.remainingMs ?? 0)).toBe('0:42')
  expect(late).toMatchObject({ caseId: 'late', state: 'breached', used: 1 })
  expect(soon).toMatchObject({ caseId: 'soon', state: 'at-risk', remainingMs: 41_500 })
})

test('what is overdue leaves room for what runs out next, and what is hidden is counted', () => {
  const overdue = Array.from({ length: 30 }, (_, index) => quick(`late-${index}`, 310_000 + index * 1_000))
  const coming = Array.from({ length: 8 }, (_, index) => quick(`soon-${index}`, 200_000 - index * 1_000))
  const { rows, hiddenOverdue, hiddenOther, longestOverdueMs } = board([...overdue, ...coming], 10)
  expect(rows.map((row) => row.remainingMs)).toEqual(rows.map((row) => row.remainingMs).sort((a, b) => a - b))
  expect(rows.filter((row) => row.remainingMs < 0)).toHaveLength(6)
  expect([hiddenOverdue, hiddenOther, longestOverdueMs]).toEqual([24, 4, 39_000])
})

test('a board without anything coming is filled with what is overdue', () => {
  const overdue = Array.from({ length: 12 }, (_, index) => quick(`late-${index}`, 310_000 + index * 1_000))
  expect(board(overdue, 10).rows).toHaveLength(10)
})

test('a grace that ran out is no breach, and old ones do not push out what still runs', () => {
  const grace = (id: string, agoMs: number) =>
    quick(id, agoMs, {
      clocks: quick(id, agoMs).clocks.map((clock) => ({ ...clock, kind: 'grace' as const })),
    })
  const graces = [400_000, 500_000, 600_000, 700_000].map((agoMs) => grace(`grace-${agoMs}`, agoMs))
  const coming = Array.from({ length: 4 }, (_, index) => quick(`soon-${index}`, 200_000 - index * 1_000))
  expect(board([...graces, ...coming], 8).rows).toHaveLength(8)
  const { rows, hiddenOverdue } = board([...graces, ...coming], 6)
  expect(rows.map((row) => row.caseId).slice(0, 2)).toEqual(['grace-500000', 'grace-400000'])
  expect(rows[0]).toMatchObject({ state: 'breached', look: 'at-risk' })
  expect([rows.length, hiddenOverdue]).toEqual([6, 2])
})

test('a paused row is frozen, last, and says why and who approved', () => {
  const pause = { fromMs: NOW - 100_000, toMs: NOW + 100_000, reason: '安全原因', approver: '值班长' }
  const clocks = quick('paused', 280_000).clocks.map((clock) => ({ ...clock, pauses: [pause] }))
  const rows = board([quick('calm', 10_000), quick('paused', 280_000, { clocks })], 10).rows
  expect(rows.map((row) => row.caseId)).toEqual(['calm', 'paused'])
  expect(rows[1]).toMatchObject({ state: 'paused', remainingMs: 120_000, pause })
})

test('the nearest of several units is named, with its distance', () => {
  const item = quick('a', 10_000, { unitIds: ['far', 'near'] })
  const [row] = board([item], 10, [unit('far', 33.68), unit('near', 33.581)]).rows
  expect(row?.unit).toMatchObject({ name: 'near', count: 2, status: 'en-route' })
  expect(row?.unit?.distanceM).toBeCloseTo(111, 0)
})

test('a unit that went silent says so, and its old position is no distance', () => {
  const silent = { ...unit('near', 33.581), heardAtMs: NOW - 600_000 }
  const [row] = board([quick('a', 10_000, { unitIds: ['near'] })], 10, [silent]).rows
  expect(row?.unit).toEqual({ name: 'near', count: 1, status: 'silent' })
})

test('the reading of the limits comes from the clocks', () => {
  const arrive = quick('a', 10_000).clocks
  const [first] = arrive
  if (first === undefined) throw new Error('the case has a clock')
  const handle = { ...first, kind: 'handle' as const, limitMs: 600_000 }
  expect(basisOf([quick('a', 10_000)])).toBeUndefined()
  expect(basisOf([quick('a', 10_000, { clocks: [first, handle] })])).toEqual({
    arriveMinutes: '5',
    handleMinutes: '10',
    handleFromArrival: false,
  })
})
