import { expect, test } from 'vitest'
import type { ClockRecord } from '../../domain/sla/clock-record.ts'
import type { CaseItem } from '../../domain/view/items.ts'
import { SAMPLE_NOW_MS, sampleCase } from '../testing/sample-world.ts'
import { surveyOf } from './survey.ts'

const NOW = SAMPLE_NOW_MS
const clock = (kind: 'arrive' | 'handle', agoMs: number, more: Partial<ClockRecord> = {}): ClockRecord => ({
  kind,
  startMs: NOW - agoMs,
  limitMs: kind === 'arrive' ? 300_000 : 600_000,
  atRiskPercent: 80,
  pauses: [],
  ...more,
})
const item = (id: string, clocks: readonly ClockRecord[], more: Partial<CaseItem> = {}): CaseItem => ({
  ...sampleCase(0, NOW),
  id,
  stage: 'handle',
  clocks,
  ...more,
})

test('what runs out next is first, what has run out before it', () => {
  const cases = [
    item('calm', [clock('handle', 10_000)]),
    item('late', [clock('arrive', 301_000)]),
    item('soon', [clock('arrive', 290_000)]),
  ]
  expect(surveyOf(cases, NOW, NOW).clocks.map((entry) => entry.item.id)).toEqual(['late', 'soon', 'calm'])
})

test('a limit that passed after the last word is presumed, not breached (I9)', () => {
  const cases = [item('late', [clock('arrive', 310_000)])]
  expect(surveyOf(cases, NOW, NOW)).toMatchObject({ breached: { arrive: 1 }, presumed: { arrive: 0 } })
  const cut = surveyOf(cases, NOW, NOW - 60_000)
  expect(cut).toMatchObject({ breached: { arrive: 0 }, presumed: { arrive: 1 } })
  expect(cut.urgencyOf.get('late')).toBe('presumed')
})

test('a stopped clock is not on the board, and no policy is not in time', () => {
  const cases = [
    item('met', [clock('arrive', 200_000, { stopMs: NOW - 5_000 })]),
    item('none', [], { policyMissing: true }),
  ]
  const survey = surveyOf(cases, NOW, NOW)
  expect(survey.clocks).toEqual([])
  expect(survey.policyMissing.map(({ id }) => id)).toEqual(['none'])
})

test('a lane tells its oldest case and whether that one is urgent', () => {
  const cases = [
    item('old', [clock('arrive', 290_000)], { stageSinceMs: NOW - 900_000 }),
    item('new', [], { stageSinceMs: NOW - 1_000 }),
  ]
  const survey = surveyOf(cases, NOW, NOW)
  expect(survey.laneAges.get('handle')).toEqual({ ageMs: 900_000, urgency: 'at-risk' })
  expect(survey.laneUrgent.get('handle')).toEqual({ count: 1, worst: 'at-risk' })
})
