import { expect, test } from 'vitest'
import type { DutyPointItem, RosterItem } from '../view/items.ts'
import { distanceM } from '../model/position.ts'
import { eventPlaceOf } from './event-place.ts'
import { countdownOf, phaseAt, readPhases, tickKey } from './event-timeline.ts'
import { countForces } from './force-count.ts'
import { distanceToLineM, isInsideRing } from './geometry.ts'
import { readPosts, summariseBands, summarisePosts } from './post-readiness.ts'
import { isTickable, measureDone, measureListId } from './tickable.ts'
import { samplePack, samplePost, SAMPLE_T_MS } from './testing/sample-pack.ts'

const HOUR_MS = 3_600_000
const pack = samplePack()
const center = { lat: 45.737, lon: 126.694 }
const duty = (id: string, more: Partial<DutyPointItem> = {}): DutyPointItem => ({
  id,
  name: id,
  radiusM: 150,
  inEventZone: true,
  requiredOfficers: 4,
  officersOnPost: 4,
  auxiliariesOnPost: 0,
  rosteredCount: 4,
  signedInCount: 4,
  unitsOut: 0,
  staffing: 'staffed',
  staffingSinceMs: SAMPLE_T_MS - HOUR_MS,
  band: 'evening',
  ...more,
})
const entry = (id: string, more: Partial<RosterItem> = {}): RosterItem => ({
  id,
  dutyPointId: 'P-1',
  personId: id,
  role: 'officer',
  band: 'evening',
  startMs: SAMPLE_T_MS - HOUR_MS,
  endMs: SAMPLE_T_MS + HOUR_MS,
  ...more,
})
const readAt = (points: readonly DutyPointItem[], roster: readonly RosterItem[] = [], nowMs = SAMPLE_T_MS) =>
  readPosts(pack, { dutyPoints: new Map(points.map((point) => [point.id, point])), roster }, nowMs)

test('a position is inside a ring, also a bent one, or outside', () => {
  const bent = [
    { lat: 0, lon: 0 },
    { lat: 2, lon: 0 },
    { lat: 2, lon: 2 },
    { lat: 1, lon: 1 },
    { lat: 0, lon: 2 },
  ]
  expect(isInsideRing(bent, { lat: 1, lon: 0.5 })).toBe(true)
  expect(isInsideRing(bent, { lat: 1, lon: 1.5 })).toBe(false)
  expect(isInsideRing(bent, { lat: 1.8, lon: 1.9 })).toBe(false)
  expect(isInsideRing(bent, { lat: 1.9, lon: 1.8 })).toBe(true)
})

test('the distance to a line is that to its nearest point, within the line and beyond its ends', () => {
  const line = [
    { lat: 45.7, lon: 126.6 },
    { lat: 45.7, lon: 126.7 },
  ]
  const above = { lat: 45.701, lon: 126.65 }
  expect(distanceToLineM(line, above)).toBeCloseTo(distanceM(above, { lat: 45.7, lon: 126.65 }), 0)
  const beyond = { lat: 45.7, lon: 126.71 }
  expect(distanceToLineM(line, beyond)).toBeCloseTo(distanceM(beyond, { lat: 45.7, lon: 126.7 }), 0)
  expect(distanceToLineM([], above)).toBe(Number.POSITIVE_INFINITY)
})

test('inside a cordon comes before along a route; a route counts within its window only', () => {
  expect(eventPlaceOf(pack, center, SAMPLE_T_MS)).toMatchObject({ kind: 'zone', zone: { id: 'inner' } })
  const onTheWay = { lat: 45.748, lon: 126.66 }
  const during = SAMPLE_T_MS - HOUR_MS / 2
  expect(eventPlaceOf(pack, onTheWay, during)).toMatchObject({ kind: 'route', route: { id: 'way' } })
  expect(eventPlaceOf(pack, onTheWay, SAMPLE_T_MS)).toEqual({ kind: 'outside' })
  expect(eventPlaceOf(pack, { lat: 45.76, lon: 126.66 }, during)).toEqual({ kind: 'outside' })
  expect(eventPlaceOf(pack, undefined, during)).toEqual({ kind: 'outside' })
})

test('posts are filled by officers inside the cell; gaps are named, the worst first', () => {
  const readings = readAt([duty('P-1', { officersOnPost: 2 })])
  expect(readings.map(({ state }) => state)).toEqual(['short', 'unknown'])
  const summary = summarisePosts(readings)
  expect(summary).toMatchObject({ filled: 0, due: 2, officers: 2, required: 8 })
  expect(summary.gaps.map(({ post }) => post.id)).toEqual(['south', 'north'])
})

test('every state of a post has its own word', () => {
  const stateOf = (more: Partial<DutyPointItem>) => readAt([duty('P-1', more)])[0]?.state
  expect(stateOf({})).toBe('filled')
  expect(stateOf({ officersOnPost: 0 })).toBe('empty')
  expect(stateOf({ officersOnPost: 0, auxiliariesOnPost: 3 })).toBe('auxiliaries-only')
  expect(stateOf({ staffing: 'silent' })).toBe('silent')
  expect(stateOf({ staffing: 'out-on-case' })).toBe('away')
  expect(readAt([duty('P-1')], [], SAMPLE_T_MS - 5 * HOUR_MS)[0]?.state).toBe('later')
  expect(readAt([duty('P-1')], [], SAMPLE_T_MS + 3 * HOUR_MS)[0]?.state).toBe('over')
})

test('posts outside their window are not due, and no gap', () => {
  const readings = readPosts(
    samplePack({ posts: [samplePost('late', 'P-1', { fromMs: SAMPLE_T_MS + 1 })] }),
    { dutyPoints: new Map(), roster: [] },
    SAMPLE_T_MS,
  )
  expect(summarisePosts(readings)).toEqual({ filled: 0, due: 0, officers: 0, required: 0, gaps: [] })
})

test('sign-ins are counted inside and outside the cell, within their hours', () => {
  const signedInMs = SAMPLE_T_MS - HOUR_MS / 2
  const [north] = readAt(
    [duty('P-1')],
    [
      entry('a', { signedInMs, inCell: true }),
      entry('b', { signedInMs, inCell: false }),
      entry('c', { signedInMs, inCell: true, signedOutMs: SAMPLE_T_MS - 1 }),
      entry('d'),
      entry('e', { signedInMs, inCell: true, endMs: SAMPLE_T_MS }),
    ],
  )
  expect(north).toMatchObject({ rostered: 4, signedInCell: 1, signedOutOfCell: 1, band: 'evening' })
})

test('bands are summed apart', () => {
  const bands = summariseBands(readAt([duty('P-1', { band: 'late' }), duty('P-2')]))
  expect([...bands].map(([band, { filled, due }]) => [band, filled, due])).toEqual([
    ['late', 1, 1],
    ['evening', 1, 1],
  ])
})

test('forces: planned by the pack, rostered and signed in on the platform; auxiliaries stand beside officers', () => {
  const signedInMs = SAMPLE_T_MS - HOUR_MS
  const roster = [
    entry('a', { signedInMs }),
    entry('b'),
    entry('c', { role: 'auxiliary', signedInMs }),
    entry('d', { dutyKind: 'training', signedInMs }),
  ]
  const unit = { id: 'u', name: 'u', officerCount: 4, auxiliaryCount: 0 }
  expect(countForces(pack, roster, [unit, { ...unit, id: 'v', caseId: 'c' }], SAMPLE_T_MS)).toEqual({
    plannedOfficers: 8,
    plannedVehicles: 1,
    rosteredOfficers: 2,
    signedInOfficers: 1,
    signedInAuxiliaries: 1,
    unitsOnCases: 1,
    units: 2,
  })
})

test('the countdown is to the ceremony, and goes on after it began', () => {
  expect(countdownOf(pack, SAMPLE_T_MS - 90_000)).toEqual({ referenceMs: SAMPLE_T_MS, offsetMs: -90_000 })
  expect(countdownOf(pack, SAMPLE_T_MS + 1_000).offsetMs).toBe(1_000)
  const noCeremony = samplePack({ phases: pack.phases.slice(0, 2) })
  expect(countdownOf(noCeremony, 0).referenceMs).toBe(pack.startMs)
})

test('a phase is in force from its first instant to before its last', () => {
  expect(phaseAt(pack, SAMPLE_T_MS - 1)?.id).toBe('doors')
  expect(phaseAt(pack, SAMPLE_T_MS)?.id).toBe('ceremony')
  expect(phaseAt(pack, SAMPLE_T_MS + HOUR_MS)).toBeUndefined()
})

test('ahead and behind: what is ticked against what is due', () => {
  const due = SAMPLE_T_MS - HOUR_MS
  const doorsAt = (ticks: Parameters<typeof readPhases>[1], nowMs: number) =>
    readPhases(pack, ticks, nowMs).find(({ phase }) => phase.id === 'doors')
  expect(doorsAt({}, due)).toMatchObject({ state: 'now', done: 0, due: 1, lead: -1, behindMs: 0 })
  expect(doorsAt({}, due + 60_000)).toMatchObject({ lead: -1, behindMs: 60_000 })
  const ticks = {
    [tickKey('doors-list', 'sweep')]: { by: 'seat', atMs: due + 1 },
    [tickKey('doors-list', 'gate')]: { by: 'seat', atMs: due },
  }
  const reading = doorsAt(ticks, due + 60_000)
  expect(reading).toMatchObject({ done: 2, due: 1, lead: 1, behindMs: 0, actualStartMs: due })
  expect(reading?.items.map(({ state }) => state)).toEqual(['done-late', 'done'])
})

test('items of checklists and parts of measures may be ticked, and nothing else', () => {
  const measure = measureListId('230103', 0)
  expect(isTickable(pack, 'doors-list', 'gate')).toBe(true)
  expect(isTickable(pack, 'doors-list', 'none')).toBe(false)
  expect(isTickable(pack, measure, '0')).toBe(true)
  expect(isTickable(pack, measure, '1')).toBe(false)
  expect(isTickable(pack, measureListId('230103', 1), '0')).toBe(false)
  expect(measureDone(measure, 3, { [tickKey(measure, '2')]: { by: 'seat', atMs: 1 } })).toBe(1)
})
