import { expect, test } from 'vitest'
import { clocksOfCase } from '../sla/case-clocks.ts'
import { readClock } from '../sla/clock-state.ts'
import type { ClockRecord } from '../sla/clock-record.ts'
import { fact, handledFact, instant, QUICK_POLICY, quickCase } from '../testing/samples.ts'
import type { Fact } from '../model/case.ts'
import { isUnusual, storyOf } from './case-story.ts'
import { comparedLevel, gridGrouping, UNPLACED } from './grid-groups.ts'
import { GroupTally } from './group-tally.ts'

const tree = (counts: readonly number[]) =>
  new Map(
    counts.flatMap((count, level) =>
      Array.from({ length: count }, (_, index) => {
        const parent = level === 0 ? {} : { parentId: `${level - 1}/${index % (counts[level - 1] ?? 1)}` }
        return [`${level}/${index}`, { id: `${level}/${index}`, level, ...parent }] as const
      }),
    ),
  )

test('grids are compared at the deepest level that a wall can show: 6 of 3/6/18, 9 of nine districts and 3,000 cells', () => {
  expect(comparedLevel(tree([1, 3, 6, 18]).values())).toBe(2)
  expect(comparedLevel(tree([1, 9, 1, 20, 3000]).values())).toBe(1)
  expect(comparedLevel(tree([1]).values())).toBeUndefined()
})

test('a case counts for the grid above it; one above the level, or of no grid, is not placed', () => {
  const groupOf = gridGrouping(tree([1, 3, 6, 18]))
  expect(['3/7', '2/4', '0/0', 'nowhere', undefined].map(groupOf)).toEqual([
    '2/1',
    '2/4',
    UNPLACED,
    UNPLACED,
    UNPLACED,
  ])
})

test('a tree that bites its own tail ends somewhere', () => {
  const nodes = new Map([
    ['a', { id: 'a', parentId: 'a', level: 3 }],
    ['b', { id: 'b', level: 1 }],
    ['c', { id: 'c', level: 1 }],
  ])
  expect(gridGrouping(nodes)('a')).toBe(UNPLACED)
})

test('groups add up to the whole, and the last hour holds what is due in it', () => {
  const tally = new GroupTally()
  const add = (key: string, more: Partial<ClockRecord>, recent: boolean) => {
    const clock = {
      kind: 'arrive',
      startMs: 0,
      limitMs: 300_000,
      atRiskPercent: 80,
      pauses: [],
      ...more,
    } as const
    tally.add(key, 'arrive', clock, readClock(clock, 1_000_000, 1_000_000), recent)
  }
  add('video', { stopMs: 1_000 }, true)
  add('video', { stopMs: 400_000 }, false)
  add('ai', {}, true)
  add('ai', { exempt: true, stopMs: 1 }, true)
  const figures = tally.figures()
  expect(figures.map(({ key, arrive }) => [key, arrive.met, arrive.due])).toEqual([
    ['ai', 0, 1],
    ['video', 1, 2],
  ])
  expect(figures.map(({ arriveLastHour }) => arriveLastHour)).toEqual([
    { met: 0, due: 1 },
    { met: 1, due: 1 },
  ])
})

const story = (facts: readonly Fact[]) => {
  const source = quickCase(facts)
  return storyOf(source, clocksOfCase(source, [QUICK_POLICY]))
}

test('one unit that went once is no story', () => {
  const facts = [fact('dispatched', '10:00:00', { unitId: 'a' }), handledFact('10:05:00', { unitId: 'a' })]
  expect(story(facts)).toBeUndefined()
})

test('a return keeps its own time and reason, and the next unit has its own push', () => {
  const found = story([
    fact('dispatched', '10:00:00', { unitId: 'a' }),
    fact('acknowledged', '10:00:20', { unitId: 'a' }),
    fact('returned', '10:00:50', { unitId: 'a', reason: '非本辖区' }),
    fact('dispatched', '10:01:10', { unitId: 'b' }),
    fact('arrived', '10:04:00', { unitId: 'b', distanceM: 10 }),
  ])
  expect(found?.attempts).toEqual([
    {
      unitId: 'a',
      pushedMs: instant('10:00:00'),
      acknowledgedMs: instant('10:00:20'),
      returnedMs: instant('10:00:50'),
      returnReason: '非本辖区',
    },
    { unitId: 'b', pushedMs: instant('10:01:10'), arrivedMs: instant('10:04:00') },
  ])
  expect(found && isUnusual(found)).toBe(true)
})

test('宽限 alone is told, but is not an unusual response', () => {
  const found = story([fact('grace-started', '10:00:00'), fact('grace-left', '10:06:00')])
  expect(found).toMatchObject({ graceStartedMs: instant('10:00:00'), graceLeftMs: instant('10:06:00') })
  expect(found && isUnusual(found)).toBe(false)
})

test('an extension is told with who approved it', () => {
  const found = story([
    fact('dispatched', '10:00:00', { unitId: 'a' }),
    fact('extension-approved', '10:05:00', { actor: '值班长', reason: '等待联动部门' }),
  ])
  expect(found?.extensions).toEqual([
    { atMs: instant('10:05:00'), approver: '值班长', reason: '等待联动部门' },
  ])
})
