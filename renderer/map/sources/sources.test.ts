import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { EventPack } from '../../../domain/event/event-pack.ts'
import { readPosts } from '../../../domain/event/post-readiness.ts'
import type { AlarmItem } from '../../../domain/view/alarm-item.ts'
import { applyDelta, emptyReplica } from '../../../domain/view/delta.ts'
import { SAMPLE_NOW_MS, sampleWorld } from '../../testing/sample-world.ts'
import { LOOKS } from '../looks.ts'
import { caseLayers } from './case-layers.ts'
import { isOfCity, postMarks, routeStrokes, zoneStrokes } from './event-layers.ts'
import { dutyMarks, trackStrokes, unitMarks } from './force-layers.ts'
import { hatched } from './hatch.ts'
import { LayerSource } from './layer-source.ts'

const file = new URL('../../../resources/events/harbin-2025-opening.json', import.meta.url)
const pack = JSON.parse(await readFile(file, 'utf8')) as EventPack
const replica = emptyReplica()
applyDelta(replica, sampleWorld().delta)
const manning = { dutyPoints: replica.dutyPoint, roster: [] }

test('zones, routes and posts of the pack are on the map; a route is whole only within its window', () => {
  const posts = readPosts(pack, manning, pack.startMs)
  const event = { pack, active: true, posts }
  expect(zoneStrokes(event, false).map(({ label }) => label)).toEqual(pack.zones.map(({ name }) => name))
  const [route] = pack.routes
  if (route === undefined) throw new Error('the pack has a route')
  const styleAt = (ms: number) => routeStrokes(event, ms).find(({ id }) => id === route.id)?.style
  expect([styleAt(route.fromMs - 1), styleAt(route.fromMs), styleAt(route.toMs)]).toEqual([
    'route-later',
    'route-open',
    'route-later',
  ])
  expect(routeStrokes({ ...event, active: false }, route.fromMs)[0]?.style).toBe('route-later')
  expect(postMarks(event, true).map(({ id }) => id)).toEqual(pack.posts.map(({ id }) => id))
  expect(zoneStrokes({ ...event, active: false }, false)[0]?.style).toBe('zone-planned')
})

test('what is prepared for another city is not on this map', () => {
  const of = (cityCode: string) =>
    isOfCity(pack, { cityCode, attribution: '', districts: [], places: [], lines: [], areas: [] })
  expect([of('230100'), of('411100')]).toEqual([true, false])
})

test('a duty point that an event post stands for is not drawn twice', () => {
  const [first] = replica.dutyPoint.keys()
  if (first === undefined) throw new Error('there is a duty point')
  const all = dutyMarks(replica, new Set())
  expect(dutyMarks(replica, new Set([first])).map(({ id }) => id)).toEqual(
    all.map(({ id }) => id).filter((id) => id !== first),
  )
})

test('a case stands alone while a high alarm on it is not shelved', () => {
  const alarm = { id: 'x', caseId: 'case-4', priority: 'high', raisedMs: 0 } as AlarmItem
  const other = emptyReplica()
  applyDelta(other, sampleWorld().delta)
  const alone = () =>
    caseLayers(other, new Map())
      .case.filter((mark) => mark.alone === true)
      .map(({ id }) => id)
  other.alarm.set('x', alarm)
  expect(alone()).toEqual(['case-4'])
  other.alarm.set('x', { ...alarm, shelved: { by: 'a', atMs: 0, reason: 'b', untilMs: 1 } })
  expect(alone()).toEqual([])
})

test('a track fades with its age, ends where the unit is, and old pieces are not drawn', () => {
  const other = emptyReplica()
  const now = 10_000_000
  other.unit.set('u', {
    id: 'u',
    name: 'u',
    position: { lat: 1, lon: 4 },
    officerCount: 1,
    auxiliaryCount: 0,
  })
  const at = (lon: number, ageMs: number) => ({ lat: 1, lon, atMs: now - ageMs })
  other.track.set('u', { id: 'u', points: [at(1, 3_000_000), at(2, 500_000), at(3, 10_000)] })
  const strokes = trackStrokes(other, now)
  expect(strokes.map(({ points }) => points.map(([lon]) => lon))).toEqual([
    [2, 3],
    [3, 4],
  ])
  expect(strokes[0]?.alpha).toBeLessThan(strokes[1]?.alpha ?? 0)
})

test('a silent unit stays on the map with a symbol of its own', () => {
  const looks = new Map(unitMarks(replica, SAMPLE_NOW_MS).map(({ id, look }) => [id, look]))
  expect(looks.get('unit-14')).toBe('unit-silent')
})

test('what did not change is the same list, so that a map need not draw it again', () => {
  const versions = { device: 1 }
  const source = new LayerSource(replica, (name) => (name === 'device' ? versions.device : 1))
  const moment = {
    city: undefined,
    event: undefined,
    urgencyOf: new Map(),
    nowMs: SAMPLE_NOW_MS,
    knownToMs: SAMPLE_NOW_MS,
    english: false,
    areaWord: () => '',
  }
  const before = source.layers(moment)
  expect(source.layers(moment).marks.device).toBe(before.marks.device)
  versions.device++
  const after = source.layers(moment)
  expect(after.marks.device).not.toBe(before.marks.device)
  expect(after.marks.dutyPoint).toBe(before.marks.dutyPoint)
})

test('a hatch stays inside its ring, concave ones too', () => {
  const ring = [
    [0, 0],
    [0.05, 0],
    [0.05, 0.05],
    [0.025, 0.02],
    [0, 0.05],
  ] as const
  const lines = hatched(ring)
  expect(lines.length).toBeGreaterThan(10)
  for (const line of lines)
    for (const [lon, lat] of line) {
      expect(lon).toBeGreaterThanOrEqual(-1e-9)
      expect(lon).toBeLessThanOrEqual(0.05 + 1e-9)
      expect(lat).toBeLessThanOrEqual(0.05 + 1e-9)
    }
})

test('no two symbols of a kind differ by colour alone', () => {
  const seen = new Map<string, string>()
  for (const [name, { shape, filled, dashed, inner, framed, halfRem }] of Object.entries(LOOKS)) {
    const form = [shape, filled, dashed, inner, framed, halfRem].join()
    expect(seen.get(form), `${name} looks like ${seen.get(form)}`).toBeUndefined()
    seen.set(form, name)
  }
})
