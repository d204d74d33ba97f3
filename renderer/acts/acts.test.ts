import { expect, test } from 'vitest'
import type { ActItem } from '../../domain/view/act-item.ts'
import { ACT_KINDS, actOf, draftOf, missingIn, newDraft, type ActDraft } from './act-draft.ts'
import { actRowsOf, countsOf, latestByCase } from './act-rows.ts'
import { moved, switched, type RowsOf } from './selection.ts'
import { unitChoices } from './unit-choices.ts'

const complete: ActDraft = {
  ...newDraft(['unit-1']),
  text: ' 现场报告 ',
  pauseReason: '安全原因',
  pauseMinutes: 20,
  approver: ' 值班长 ',
  outcome: 'educated',
  means: 'service',
  evidence: '2',
}

test('every kind of act can be made of a complete draft, and carries the fields that it needs', () => {
  const acts = ACT_KINDS.map((kind) => actOf({ ...complete, kind }))
  const handled = { outcome: 'educated', means: 'service', evidenceCount: 2, reason: '现场报告' }
  expect(acts).toEqual([
    { kind: 'acknowledge', unitId: 'unit-1' },
    { kind: 'dispatch', unitId: 'unit-1' },
    { kind: 'arrive', unitId: 'unit-1', reason: '现场报告' },
    { kind: 'handle', unitId: 'unit-1', ...handled },
    { kind: 'pause', reason: '安全原因:现场报告', approver: '值班长', durationMs: 1_200_000 },
    { kind: 'return', unitId: 'unit-1', reason: '现场报告' },
    { kind: 'void', reason: '现场报告' },
    { kind: 'note', text: '现场报告' },
  ])
})

test('an act that was not taken is opened again as it was entered', () => {
  for (const kind of ACT_KINDS) {
    const act = actOf({ ...complete, kind })
    if (act === undefined) throw new Error(`a complete draft of ${kind} must make an act`)
    expect(actOf(draftOf(act, ['unit-9']))).toEqual(act)
  }
})

test('an incomplete draft is no act, and says what is missing', () => {
  const empty = newDraft([])
  const missing = Object.fromEntries(ACT_KINDS.map((kind) => [kind, missingIn({ ...empty, kind })]))
  expect(missing).toEqual({
    acknowledge: ['unit'],
    dispatch: ['unit'],
    arrive: ['unit', 'text'],
    handle: ['unit', 'outcome', 'means'],
    pause: ['pauseReason', 'approver'],
    return: ['unit', 'text'],
    void: ['text'],
    note: ['text'],
  })
  for (const kind of ACT_KINDS) expect(actOf({ ...empty, kind })).toBeUndefined()
})

test('blanks are no reason, and what is not a number is no count of evidence', () => {
  expect(missingIn({ ...complete, kind: 'void', text: '   ' })).toEqual(['text'])
  for (const evidence of ['', '-1', '1.5', 'two', '1e3'])
    expect(missingIn({ ...complete, kind: 'handle', evidence })).toEqual(['evidence'])
})

test('a pause is never longer than half an hour', () => {
  expect(missingIn({ ...complete, kind: 'pause', pauseMinutes: 31 })).toEqual(['pauseMinutes'])
})

function item(id: string, state: ActItem['state'], madeMs: number, caseId = 'case-1'): ActItem {
  return { id, caseId, act: { kind: 'note', text: id }, state, madeMs }
}

test('bad answers stand before open acts, and those before accepted ones; newest first in each', () => {
  const known = [
    item('a', 'accepted', 9),
    item('b', 'queued', 2),
    item('c', 'conflict', 1),
    item('d', 'refused', 3),
  ]
  const unsent = [{ id: 'e', caseId: 'case-2', act: { kind: 'note', text: 'e' }, madeMs: 4 } as const]
  const rows = actRowsOf(known, unsent)
  expect(rows.map(({ id, state }) => [id, state])).toEqual([
    ['d', 'refused'],
    ['c', 'conflict'],
    ['e', 'sending'],
    ['b', 'queued'],
    ['a', 'accepted'],
  ])
  expect(countsOf(rows)).toContainEqual({ state: 'conflict', count: 1 })
  expect(latestByCase(rows).get('case-1')?.id).toBe('a')
})

test('an act that the core has is not shown a second time as unsent', () => {
  const unsent = [{ id: 'a', caseId: 'case-1', act: { kind: 'note', text: 'a' }, madeMs: 1 } as const]
  expect(actRowsOf([item('a', 'queued', 1)], unsent)).toHaveLength(1)
})

const row = (key: string) => ({ key, caseId: `case-${key}` })
const rows: RowsOf = { board: ['a', 'b', 'c'].map(row), newest: ['x', 'y'].map(row), alarms: [] }

test('keys walk down and up a list and stop at its ends', () => {
  let chosen = moved(undefined, rows, 1)
  expect(chosen?.key).toBe('a')
  for (const key of ['b', 'c', 'c']) {
    chosen = moved(chosen, rows, 1)
    expect(chosen?.key).toBe(key)
  }
  expect(moved(moved(moved(chosen, rows, -1), rows, -1), rows, -1)?.key).toBe('a')
})

test('the choice stays with its row when the rows are sorted anew, and with its place when the row goes', () => {
  const chosen = moved(moved(undefined, rows, 1), rows, 1)
  const sorted: RowsOf = { ...rows, board: ['b', 'a', 'c'].map(row) }
  expect(moved(chosen, sorted, 1)?.key).toBe('a')
  const gone: RowsOf = { ...rows, board: ['a', 'c'].map(row) }
  expect(moved(chosen, gone, 1)?.key).toBe('c')
  expect(moved(chosen, gone, -1)?.key).toBe('a')
})

test('the other list is chosen at the same height; without rows on the board the newest come first', () => {
  const last = { list: 'board', index: 2, ...row('c') } as const
  expect(switched(last, rows)).toMatchObject({ list: 'newest', key: 'y' })
  expect(switched(last, { ...rows, newest: [] })).toEqual(last)
  // What is on another page is not chosen unseen.
  const away = [{ key: 'z', caseId: 'z', isAway: true }]
  const turning = { ...rows, newest: [{ key: 'y', caseId: 'y' }, ...away] }
  expect(switched({ list: 'board', index: 7, key: 'g', caseId: 'g' }, turning)).toMatchObject({ key: 'y' })
  expect(moved(undefined, { ...rows, board: [] }, 1)).toMatchObject({ list: 'newest', key: 'x' })
  expect(moved(undefined, { board: [], newest: [], alarms: [] }, 1)).toBeUndefined()
})

test('units are found by a part of the name: the assigned first, then the nearest', () => {
  const unit = (id: string, name: string, lat: number) =>
    ({ id, name, position: { lat, lon: 114 }, officerCount: 2, auxiliaryCount: 0 }) as const
  const units = [unit('u1', '东城1组', 33.9), unit('u2', '东城2组', 33.51), unit('u3', '老街1组', 33.5)]
  const subject = { unitIds: ['u1'], position: { lat: 33.5, lon: 114 } }
  expect(unitChoices(units, subject, '东城', 9).map(({ unit: { id } }) => id)).toEqual(['u1', 'u2'])
  expect(unitChoices(units, subject, '', 2).map(({ unit: { id } }) => id)).toEqual(['u1', 'u3'])
  expect(unitChoices(units, subject, '西', 9)).toEqual([])
})
