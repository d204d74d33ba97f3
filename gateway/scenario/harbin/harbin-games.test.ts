import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FactType, Outcome, type Case } from '../../../proto/gen/wall/v1/case.ts'
import { Role, UnitStatus } from '../../../proto/gen/wall/v1/duty.ts'
import { isInside } from '../engine/geo.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS, timestampMs } from '../engine/time.ts'
import { casesOf, factMs, factOf, payloads, recordsUntil, spanMs } from '../testing/collect.ts'
import { harbinGames } from './harbin-games.ts'
import { NANGANG_OUTLINE } from './nangang-outline.ts'
import { PLACES } from './places.ts'
import { DELEGATION_ROUTE } from './script/route-guarantee.ts'

const F = FactType
const evening = recordsUntil(harbinGames, 1, harbinGames.startMs + 2 * HOUR_MS)
const world = evening.filter(({ atMs }) => atMs <= harbinGames.startMs)
const cases = casesOf(evening)
const at = (time: string) => Date.parse(`2025-02-07T${time}+08:00`)

function reportedIn(from: string, to: string, address: string): readonly Case[] {
  return cases.filter((one) => {
    const ms = factMs(one, F.FACT_TYPE_REPORTED) ?? 0
    return ms >= at(from) && ms <= at(to) && one.address === address
  })
}

test('the figures of the brief: 9 districts, 1/20/3,000 in Nangang, 1,340 officers, 230 vehicles', () => {
  const nodes = payloads(world, 'gridNode')
  const levels = Map.groupBy(nodes, ({ level }) => level)
  expect([0, 1, 2, 3, 4].map((level) => levels.get(level)?.length)).toEqual([1, 9, 1, 20, 3_000])
  const perNetwork = Map.groupBy(levels.get(4) ?? [], ({ parentId }) => parentId)
  expect([...perNetwork.values()].map((cells) => cells.length)).toEqual(Array(20).fill(150))
  const officers = payloads(world, 'rosterEntry').filter(({ role }) => role === Role.ROLE_OFFICER)
  expect(new Set(officers.map(({ personId }) => personId)).size).toBe(1_340)
  const units = payloads(world, 'unit')
  expect(units.filter(({ vehicle }) => vehicle !== '')).toHaveLength(230)
  expect(units.reduce((sum, { officerCount }) => sum + officerCount, 0)).toBe(1_340)
})

test('Xiangfang works staggered and extended hours, one crew both, and is manned over the change', () => {
  const points = payloads(world, 'dutyPoint').filter(({ gridId }) => gridId === 'HRB-230110')
  expect(points).toHaveLength(7)
  for (const { bands } of points) expect(bands.map(({ name }) => name)).toEqual(['错时', '延时'])
  const ids = new Set(points.map(({ id }) => id))
  const roster = payloads(world, 'rosterEntry').filter(({ dutyPointId }) => ids.has(dutyPointId))
  const perBand = [...Map.groupBy(roster, ({ band }) => band)]
  expect(perBand.map(([band]) => band)).toEqual(['错时', '延时'])
  const [staggered, extended] = perBand.map(([, entries]) => entries.map(({ personId }) => personId).sort())
  expect(extended).toEqual(staggered)
  const left = world.filter(
    ({ atMs, record }) =>
      atMs < at('17:00') && ids.has(record.unit?.dutyPointId ?? '') && record.unit?.officerCount === 0,
  )
  expect(left.filter(({ atMs }) => atMs > at('12:00'))).toEqual([])
})

test('every cell lies in Nangang, and nowhere twice', () => {
  const cells = payloads(world, 'gridNode').filter(({ level }) => level === 4)
  const centers = cells.flatMap(({ center }) => (center === undefined ? [] : [center]))
  expect(centers.filter((center) => !isInside(NANGANG_OUTLINE, center))).toEqual([])
  expect(new Set(centers.map(({ lat, lon }) => `${lat},${lon}`)).size).toBe(3_000)
})

test('three event zones, with five posts on Central Street', () => {
  const zonePosts = payloads(world, 'dutyPoint').filter(({ inEventZone }) => inEventZone)
  const zones = Map.groupBy(zonePosts, ({ id }) => id.replace(/^HRB-P-(.*)-\d+$/, '$1'))
  expect([...zones].map(([zone, posts]) => [zone, posts.length])).toEqual([
    ['center', 8],
    ['ice-snow-world', 6],
    ['central-street', 5],
  ])
})

test('100 to 130 cases an hour', () => {
  const perHour =
    cases.filter((one) => (factMs(one, F.FACT_TYPE_REPORTED) ?? 0) > harbinGames.startMs).length / 2
  expect(perHour).toBeGreaterThan(100)
  expect(perHour).toBeLessThan(135)
})

test('17:42 six stalls at the Flood Monument within four minutes', () => {
  const cluster = reportedIn('17:42:00', '17:46:00', '道里区防洪纪念塔')
  expect(cluster.map(({ typeCode }) => typeCode)).toEqual(Array(6).fill('0401'))
})

test('17:48 a post on Central Street has nobody left', () => {
  const signIns = new Map<string, boolean>()
  for (const { record, atMs } of evening) {
    if (atMs > at('17:48:30') || record.signIn?.dutyPointId !== 'HRB-P-central-street-3') continue
    signIns.set(record.signIn.id, record.signIn.outAt === undefined)
  }
  expect([...signIns.values()]).toEqual([false, false])
})

test('17:55 the uplink is lost: twelve cases arrive after four minutes, out of order, by device time', () => {
  const buffered = cases.flatMap((one) => {
    const fact = factOf(one, F.FACT_TYPE_REPORTED)
    return fact?.buffered === true ? [fact] : []
  })
  expect(buffered).toHaveLength(12)
  const receivedMs = buffered.map((fact) => (fact.at === undefined ? 0 : timestampMs(fact.at)))
  const seenMs = buffered.map(({ deviceAt }) => (deviceAt === undefined ? 0 : timestampMs(deviceAt)))
  expect(Math.min(...receivedMs)).toBeGreaterThanOrEqual(at('17:59:00'))
  expect(Math.min(...seenMs)).toBeGreaterThanOrEqual(at('17:55:00'))
  expect(Math.max(...seenMs)).toBeLessThan(at('17:59:00'))
  expect(seenMs).not.toEqual(seenMs.toSorted((a, b) => a - b))
  const late = cases.filter((one) => factOf(one, F.FACT_TYPE_ARRIVED)?.buffered === true)
  expect(late).toHaveLength(2)
})

test('18:05 one arrival is late, one handling at risk is saved', () => {
  const [late] = reportedIn('17:59:40', '17:59:50', '道里区中央大街')
  const [saved] = reportedIn('17:56:05', '17:56:15', '道里区圣·索菲亚教堂')
  expect(late && spanMs(late, F.FACT_TYPE_DISPATCHED, F.FACT_TYPE_ARRIVED)).toBe(352 * SECOND_MS)
  expect(saved && spanMs(saved, F.FACT_TYPE_DISPATCHED, F.FACT_TYPE_HANDLED)).toBe(578 * SECOND_MS)
})

test('18:20 the drone clears three stalls, and nobody is sent', () => {
  const cleared = reportedIn('18:18:00', '18:21:00', '松北区冰雪大世界').filter(
    (one) => factOf(one, F.FACT_TYPE_SHOUTED)?.actor === '无人机 01',
  )
  const outcomes = cleared.map((one) => factOf(one, F.FACT_TYPE_CLOSED)?.outcome)
  expect(outcomes).toEqual(Array(3).fill(Outcome.OUTCOME_VOICE_CORRECTED))
  expect(cleared.filter((one) => factOf(one, F.FACT_TYPE_DISPATCHED))).toEqual([])
})

test('18:30 a car leaves at 9:40 of its ten minutes', () => {
  const [car] = reportedIn('18:20:00', '18:20:10', '道里区兆麟公园')
  expect(car && spanMs(car, F.FACT_TYPE_GRACE_STARTED, F.FACT_TYPE_GRACE_LEFT)).toBe(580 * SECOND_MS)
  const leftMs = car && factMs(car, F.FACT_TYPE_GRACE_LEFT)
  expect(Math.abs((leftMs ?? 0) - at('18:30:00'))).toBeLessThan(MINUTE_MS / 2)
})

test('18:40 six vehicles guard the route of the delegation', () => {
  const guards = evening.filter(
    ({ atMs, record }) =>
      atMs === at('18:40:00') && record.unit?.status === UnitStatus.UNIT_STATUS_BUSY_OTHER,
  )
  expect(guards).toHaveLength(DELEGATION_ROUTE.length)
})

test('the map of the city shows the same places and the same route', () => {
  const path = new URL('../../../resources/map/harbin.json', import.meta.url)
  const map = JSON.parse(readFileSync(path, 'utf8')) as {
    places: { id: string; name: string; lat: number; lon: number; accuracyClass: string }[]
    lines: { id: string; points: number[][] }[]
  }
  const shown = map.places.map(({ id, name, lat, lon, accuracyClass }) => ({
    id,
    name,
    lat,
    lon,
    accuracyClass,
  }))
  expect(shown).toEqual(
    PLACES.map(({ id, name, lat, lon, accuracyClass }) => ({ id, name, lat, lon, accuracyClass })),
  )
  const route = map.lines.find(({ id }) => id === 'delegation')
  expect(route?.points).toEqual(DELEGATION_ROUTE.map(({ lat, lon }) => [lon, lat]))
})
