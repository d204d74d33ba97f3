import { expect, test } from 'vitest'
import type { DeviceItem, DutyPointItem, GridItem, UnitItem } from '../view/items.ts'
import { ALARM_KINDS } from './alarm.ts'
import { ALARM_CATALOGUE } from './catalogue.ts'
import { feedConditions, isInside } from './feed-conditions.ts'
import { postCondition, unitCondition } from './force-conditions.ts'
import { LinkWatch } from './link-watch.ts'
import { Closings, reboundCondition } from './rebound.ts'
import { pushedCase, START_MS } from '../testing/alarms.ts'
import { zoneOf } from './zone-of.ts'

const DAY_MS = 86_400_000
const ring = [
  { lat: 0, lon: 0 },
  { lat: 0, lon: 1 },
  { lat: 1, lon: 1 },
  { lat: 1, lon: 0 },
]
const zone = { id: 'z', name: '中央大街', nameEn: 'Central Street', ring }

function post(staffing: DutyPointItem['staffing'], inEventZone = false): DutyPointItem {
  return {
    id: 'p1',
    name: '老街',
    radiusM: 150,
    inEventZone,
    requiredOfficers: 2,
    officersOnPost: 0,
    auxiliariesOnPost: 0,
    rosteredCount: 2,
    signedInCount: 0,
    unitsOut: 0,
    staffing,
    staffingSinceMs: START_MS,
  }
}

test('every alarm has a time to respond', () => {
  for (const kind of ALARM_KINDS) expect(ALARM_CATALOGUE[kind].timeToRespondMs).toBeGreaterThan(0)
})

test('a post without officers: after three minutes, high in an event zone; auxiliaries alone are the lesser', () => {
  const at = (knownToMs: number) => ({ nowMs: knownToMs, knownToMs })
  expect(postCondition(post('unmanned'), undefined, at(START_MS + 180_000))).toBeUndefined()
  expect(postCondition(post('unmanned'), undefined, at(START_MS + 180_001))).toMatchObject({
    id: 'post/p1',
    kind: 'post-unmanned',
    priority: 'medium',
    sinceMs: START_MS + 180_000,
  })
  expect(postCondition(post('unmanned', true), '中央大街', at(START_MS + 180_001))).toMatchObject({
    priority: 'high',
    zone: '中央大街',
  })
  expect(postCondition(post('auxiliaries-only', true), undefined, at(START_MS + 1))).toMatchObject({
    id: 'post/p1',
    kind: 'post-auxiliaries-only',
    priority: 'low',
  })
  expect(postCondition(post('staffed'), undefined, at(START_MS + 999_999))).toBeUndefined()
  // Cut off: nobody can say that the post was left.
  const dark = { nowMs: START_MS + 999_999, knownToMs: START_MS + 60_000 }
  expect(postCondition(post('unmanned'), undefined, dark)).toBeUndefined()
})

test('a unit is silent on an open case only, and not because the wall hears nothing', () => {
  const unit: UnitItem = {
    id: 'u1',
    name: '老街1组',
    status: 'en-route',
    heardAtMs: START_MS,
    caseId: 'c1',
    officerCount: 2,
    auxiliaryCount: 0,
  }
  const late = { nowMs: START_MS + 120_001, knownToMs: START_MS + 120_001 }
  expect(unitCondition(unit, undefined, true, late)).toMatchObject({ kind: 'unit-silent', caseId: 'c1' })
  expect(unitCondition(unit, undefined, false, late)).toBeUndefined()
  expect(unitCondition({ ...unit, status: 'off-duty' }, undefined, true, late)).toBeUndefined()
  expect(unitCondition(unit, undefined, true, { ...late, knownToMs: START_MS + 60_000 })).toBeUndefined()
})

test('feeds: more than five percent of a zone, counted inside its ring', () => {
  const device = (index: number, state: DeviceItem['state'], lat = 0.5): DeviceItem => ({
    id: `d${index}`,
    name: `${index}`,
    ...(state === undefined ? {} : { state }),
    position: { lat, lon: 0.5 },
  })
  const twenty = (offline: number, lat = 0.5) =>
    Array.from({ length: 20 }, (_, index) => device(index, index < offline ? 'offline' : 'online', lat))
  expect(feedConditions(twenty(1), [zone], 7)).toEqual([])
  expect(feedConditions(twenty(2), [zone], 7)).toMatchObject([
    { id: 'feeds/z', subject: '2/20', zone: '中央大街', sinceMs: 7 },
  ])
  expect(feedConditions(twenty(2, 5), [zone], 7)).toEqual([])
  expect(feedConditions(twenty(2), [], 7)).toMatchObject([{ id: 'feeds/city' }])
  expect(isInside({ lat: 0.5, lon: 1.5 }, ring)).toBe(false)
})

test('a rebound is the same type within 50 m, at most seven days after the other was closed', () => {
  const position = { lat: 33.58, lon: 114.03 }
  const closings = new Closings([{ caseId: 'old', typeCode: '0501', closedMs: START_MS, position }])
  const again = pushedCase({ typeCode: '0501', position, reportedMs: START_MS + DAY_MS })
  const before = closings.before(again)
  expect(before?.caseId).toBe('old')
  if (before !== undefined) {
    expect(reboundCondition(again, before, '老街')).toMatchObject({ kind: 'rebound', priority: 'low' })
  }
  expect(closings.before({ ...again, position: { lat: 33.5803, lon: 114.03 } })).toBeDefined()
  expect(closings.before({ ...again, position: { lat: 33.5806, lon: 114.03 } })).toBeUndefined()
  expect(closings.before({ ...again, typeCode: '0502' })).toBeUndefined()
  expect(closings.before({ ...again, reportedMs: START_MS + 7 * DAY_MS })).toBeDefined()
  expect(closings.before({ ...again, reportedMs: START_MS + 7 * DAY_MS + 1 })).toBeUndefined()
  expect(closings.before({ ...again, id: 'old' })).toBeUndefined()
})

test('the link is lost after 15 s of silence, and back after three words one after the other', () => {
  const watch = new LinkWatch()
  const look = (silentMs: number, isLive: boolean, asOfMs: number) =>
    watch.look({ nowMs: 99, silentMs, listeningMs: 60_000, isLive, asOfMs, gateway: 'g:1' }) !== undefined
  expect(look(15_000, false, 1)).toBe(false)
  expect(look(15_001, false, 1)).toBe(true)
  expect([look(0, true, 2), look(0, true, 2), look(0, true, 3)]).toEqual([true, true, true])
  expect(look(11_000, false, 3)).toBe(true)
  expect([look(0, true, 4), look(0, true, 5)]).toEqual([true, true])
  expect(look(0, true, 6)).toBe(false)
  const early = new LinkWatch()
  const silent = { nowMs: 1, silentMs: Infinity, isLive: false, asOfMs: undefined, gateway: 'g:1' }
  expect(early.look({ ...silent, listeningMs: 15_000 })).toBeUndefined()
  expect(early.look({ ...silent, listeningMs: 15_001 })).toMatchObject({
    kind: 'link-lost',
    priority: 'high',
  })
})

test('a zone is the cordon of the event, else the area below the city; a broken tree does not hang', () => {
  const node = (id: string, level: number, parentId?: string): GridItem => ({
    id,
    level,
    name: `name of ${id}`,
    ...(parentId === undefined ? {} : { parentId }),
  })
  const grids = new Map([
    ['city', node('city', 0)],
    ['area', node('area', 1, 'city')],
    ['cell', node('cell', 3, 'area')],
    ['loop', node('loop', 3, 'loop')],
  ])
  expect(zoneOf(undefined, 'cell', grids, undefined)).toBe('name of area')
  expect(zoneOf(undefined, 'loop', grids, undefined)).toBe('name of loop')
  expect(zoneOf(undefined, undefined, grids, undefined)).toBeUndefined()
})
