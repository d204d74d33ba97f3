import { expect, test } from 'vitest'
import { instant } from '../testing/samples.ts'
import type { RosterItem } from '../view/items.ts'
import { presenceOf } from './attendance.ts'
import { bandKind } from './band-kind.ts'
import { localMidnightMs } from './band.ts'
import { foreseenGap, nextBand } from './foresight.ts'
import { hourCoverOf, type HourState } from './hour-cover.ts'
import { ownershipOf } from './owner-chain.ts'

const BEIJING = 480
/** 08:30 local time. */
const NOW = instant('00:30:00')
const MIDNIGHT = localMidnightMs(NOW, BEIJING)
const at = (hour: number, minute = 0): number => MIDNIGHT + hour * 3_600_000 + minute * 60_000
const EARLY = { name: '早', startMinute: 420, endMinute: 660 }
const point = { requiredOfficers: 1, bands: [EARLY] }
const entry = (id: string, more: Partial<RosterItem> = {}): RosterItem => ({
  id,
  personId: id,
  dutyPointId: 'p',
  role: 'officer',
  band: '早',
  startMs: at(7),
  endMs: at(11),
  ...more,
})
const statesOf = (roster: readonly RosterItem[], of = point): ReadonlyMap<number, HourState> =>
  new Map(hourCoverOf(of, roster, MIDNIGHT, NOW).map(({ hour, state }) => [hour, state]))
const IN_TIME = { signedInMs: at(7), inCell: true }

test('past hours by sign-ins, hours to come by the roster, hours outside the bands not at all', () => {
  const cover = hourCoverOf(point, [entry('a', IN_TIME)], MIDNIGHT, NOW)
  expect(cover.map(({ state }) => state)).toEqual([
    ...Array<string>(7).fill('off'),
    ...Array<string>(4).fill('filled'),
    ...Array<string>(13).fill('off'),
  ])
  expect([7, 8, 9].map((hour) => cover[hour]?.tense)).toEqual(['past', 'now', 'ahead'])
})

test('nobody signed in: empty so far, filled from the next hour on if the roster holds', () => {
  const states = statesOf([entry('a')])
  expect([7, 8, 9].map((hour) => states.get(hour))).toEqual(['empty', 'empty', 'filled'])
})

test('auxiliaries never satisfy a minimum of officers, neither present nor rostered', () => {
  const states = statesOf([1, 2, 3].map((n) => entry(`x${n}`, { role: 'auxiliary', ...IN_TIME })))
  expect([7, 8, 9].map((hour) => states.get(hour))).toEqual(Array(3).fill('auxiliaries-only'))
  const gap = foreseenGap(
    point,
    [entry('x', { role: 'auxiliary', startMs: at(7), endMs: at(11) })],
    at(6),
    BEIJING,
  )
  expect(gap).toMatchObject({ band: '早', required: 1, rosteredOfficers: 0, rosteredAuxiliaries: 1 })
})

test('training does not count', () => {
  const states = statesOf([entry('a', { dutyKind: 'training', ...IN_TIME })])
  expect([7, 9].map((hour) => states.get(hour))).toEqual(['empty', 'unplanned'])
})

test('a sign-in outside the cell fills no place', () => {
  const outside = entry('a', { signedInMs: at(7), inCell: false })
  expect(statesOf([outside]).get(7)).toBe('empty')
  expect(presenceOf(outside, NOW)).toBe('elsewhere')
})

test('who left and came back was away in between; a change of bands of five minutes is no gap', () => {
  const attendances = (back: number) => [
    { inMs: at(7), outMs: at(7, 20), inCell: true },
    { inMs: at(7, back), inCell: true },
  ]
  const states = (back: number) => statesOf([entry('a', { attendances: attendances(back) })])
  expect(states(40).get(7)).toBe('empty')
  expect(states(25).get(7)).toBe('filled')
})

test('some officers, but too few', () => {
  const cover = hourCoverOf({ ...point, requiredOfficers: 3 }, [entry('a', IN_TIME)], MIDNIGHT, NOW)
  expect(cover[7]).toMatchObject({ state: 'short', missing: 2 })
})

test('a band over midnight reaches into the morning', () => {
  const night = { requiredOfficers: 1, bands: [{ name: '延时', startMinute: 1320, endMinute: 1560 }] }
  const roster = [entry('a', { startMs: at(22), endMs: at(26), band: '延时' })]
  const states = statesOf(roster, night)
  expect([1, 2, 22, 23].map((hour) => states.get(hour))).toEqual(['empty', 'off', 'filled', 'filled'])
  expect(nextBand(night.bands, at(20), BEIJING)).toMatchObject({ startMs: at(22), endMs: at(26) })
})

test('the gap of the next band is foreseen, and a roster that is not out yet is none', () => {
  expect(foreseenGap(point, [entry('a')], at(6), BEIJING)).toBeUndefined()
  expect(foreseenGap(point, [], at(6), BEIJING)).toMatchObject({ startMs: at(7), rosteredOfficers: 0 })
  expect(foreseenGap(point, [], at(12), BEIJING)).toBeUndefined()
})

test('where a person on the roster is', () => {
  const words = [
    entry('a', IN_TIME),
    entry('b', { ...IN_TIME, signedOutMs: at(8) }),
    entry('c'),
    entry('d', { startMs: at(11) }),
  ].map((one) => presenceOf(one, NOW))
  expect(words).toEqual(['present', 'left', 'missing', 'expected'])
})

test('bands by their names; a name of another kind stays as it came', () => {
  const kinds = ['早', '中', '晚', '错时', '晚延时', '夜延时保障', '保障', '甲'].map(bandKind)
  expect(kinds).toEqual([
    'morning',
    'midday',
    'evening',
    'staggered',
    'extended',
    'extended',
    'event',
    undefined,
  ])
})

test('every street has its chain, from the grids above where it says nothing; the member is its own', () => {
  const nodes = new Map(
    [
      { id: 'area', level: 1, leader: '包队领导', head: '片区队长', member: '区级专员' },
      { id: 'owned', parentId: 'area', level: 2, member: '网格员' },
      { id: 'unowned', parentId: 'area', level: 2 },
    ].map((node) => [node.id, node]),
  )
  const { chains, gaps, told } = ownershipOf(nodes)
  expect(chains[0]).toEqual({
    id: 'owned',
    leader: '包队领导',
    head: '片区队长',
    member: '网格员',
    missing: [],
  })
  expect(gaps.map(({ id, missing }) => [id, missing])).toEqual([['unowned', ['member']]])
  expect(told).toBe(true)
  expect(ownershipOf(new Map([['a', { id: 'a', level: 1 }]])).told).toBe(false)
})
