import { expect, test } from 'vitest'
import type { DutyPointItem, RosterItem } from '../../../domain/view/items.ts'
import { bandLanesOf, coverageRowsOf } from '../coverage/coverage-rows.ts'
import { chainTableOf } from '../chain/chain-rows.ts'
import { rosterByPost } from './roster-by-post.ts'
import { postRowsOf, rosterLinesOf, rosterSummaryOf } from './roster-rows.ts'

/** Midnight UTC of a day; the center is at UTC here. */
const DAY_MS = 1_738_886_400_000
const at = (hour: number): number => DAY_MS + hour * 3_600_000
const NOW = at(12) + 60_000
const MIDDAY = { name: '中', startMinute: 660, endMinute: 1140 }
const EVENING = { name: '晚', startMinute: 1140, endMinute: 1380 }
const point = (id: string, more: Partial<DutyPointItem> = {}): DutyPointItem => ({
  id,
  name: id,
  radiusM: 100,
  inEventZone: false,
  requiredOfficers: 1,
  officersOnPost: 1,
  auxiliariesOnPost: 0,
  rosteredCount: 1,
  signedInCount: 1,
  unitsOut: 0,
  staffing: 'staffed',
  staffingSinceMs: NOW,
  band: '中',
  bands: [MIDDAY, EVENING],
  ...more,
})
const duty = (dutyPointId: string, personId: string, more: Partial<RosterItem> = {}): RosterItem => ({
  id: `${dutyPointId}/${personId}/${more.startMs ?? 11}`,
  dutyPointId,
  personId,
  role: 'officer',
  band: '中',
  startMs: at(11),
  endMs: at(19),
  signedInMs: at(11),
  inCell: true,
  ...more,
})
/** Nobody has signed in for the evening yet. */
const evening = (dutyPointId: string, personId: string): RosterItem => ({
  id: `${dutyPointId}/${personId}`,
  dutyPointId,
  personId,
  role: 'officer',
  band: '晚',
  startMs: at(19),
  endMs: at(23),
})
const POINTS = [
  point('a'),
  point('b', { officersOnPost: 0, auxiliariesOnPost: 1, staffing: 'auxiliaries-only' }),
  point('c'),
]
const ROSTER = rosterByPost([
  duty('a', 'p2', { role: 'auxiliary' }),
  duty('a', 'p1'),
  duty('a', 'p9', { dutyKind: 'training' }),
  evening('a', 'p3'),
  duty('b', 'p4', { role: 'auxiliary' }),
  evening('b', 'p5'),
  duty('c', 'p6'),
])

test('gaps first, then posts whose next band will be short; people by role, training beside the count', () => {
  const posts = postRowsOf(POINTS, ROSTER, NOW, 0)
  expect(posts.map(({ id, short, foreseen }) => [id, short, foreseen?.band])).toEqual([
    ['b', true, undefined],
    ['c', false, '晚'],
    ['a', false, undefined],
  ])
  expect(posts[2]?.people.map(({ personId }) => personId)).toEqual(['p1', 'p9', 'p2'])
  expect(rosterSummaryOf(posts)).toMatchObject({
    rostered: 4,
    present: 4,
    training: 1,
    short: 1,
    foreseen: 1,
  })
})

test('a post is two lines, and one for each of its people when it is opened', () => {
  const posts = postRowsOf(POINTS, ROSTER, NOW, 0)
  expect(rosterLinesOf(posts, undefined)).toHaveLength(6)
  expect(rosterLinesOf(posts, 'a').map(({ kind }) => kind)).toEqual([
    ...['post', 'people', 'post', 'people', 'post'],
    ...['person', 'person', 'person'],
  ])
})

test('cover by hour: the gap now, the gaps ahead, the bands by their names', () => {
  const rows = coverageRowsOf(POINTS, ROSTER, NOW, 0)
  expect(
    rows.map(({ key, gapNow, gapsAhead }) => [key, gapNow?.state, gapsAhead.map(({ hour }) => hour)]),
  ).toEqual([
    ['b', 'auxiliaries-only', [13, 14, 15, 16, 17, 18]],
    ['c', undefined, [19, 20, 21, 22]],
    ['a', undefined, []],
  ])
  expect(bandLanesOf(POINTS)).toMatchObject([
    [
      { name: '中', from: 11, to: 19 },
      { name: '晚', from: 19, to: 23 },
    ],
  ])
})

test('streets without an owner first; a tree that names nobody lists nothing', () => {
  const grid = (id: string, member?: string) =>
    [
      id,
      { id, level: 1, name: id, leader: 'L', head: 'H', ...(member === undefined ? {} : { member }) },
    ] as const
  const table = chainTableOf(new Map([grid('x', 'M'), grid('y')]))
  expect(table.rows.map(({ key, missing }) => [key, missing])).toEqual([
    ['y', ['member']],
    ['x', []],
  ])
  expect(chainTableOf(new Map([['z', { id: 'z', level: 1, name: 'z' }]]))).toMatchObject({
    told: false,
    rows: [],
  })
})
