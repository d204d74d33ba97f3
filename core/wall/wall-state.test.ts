import { describe, expect, test } from 'vitest'
import { localMidnightMs } from '../../domain/duty/band.ts'
import type { DutyPoint } from '../../domain/model/duty.ts'
import type { OperationMode } from '../../domain/model/policy.ts'
import type { ResourceChange } from '../../domain/model/resource.ts'
import { isEmptyDelta } from '../../domain/view/delta.ts'
import { change, MORNING_MS, POLICY, quickCase } from '../testing/cases.ts'
import { unitChange } from '../testing/samples.ts'
import { WallState, type Moment } from './wall-state.ts'

const HOUR_MS = 3_600_000

const MODE: OperationMode = {
  id: 'mode',
  centerName: '指挥中心',
  title: '日常值守',
  utcOffsetMinutes: 480,
  simulated: true,
}
const POINT: DutyPoint = {
  id: 'point',
  name: '广场',
  radiusM: 100,
  requiredOfficers: 1,
  bands: [{ name: '早班', startMinute: 8 * 60, endMinute: 12 * 60 }],
  inEventZone: false,
}
const at = (nowMs: number): Moment => ({ nowMs, knownToMs: nowMs })
const NOW = at(MORNING_MS + 600_000)

function make() {
  const clocks = new Map<string, number>()
  const state = new WallState((caseId, records) => clocks.set(caseId, records.length))
  return { state, clocks }
}

const indicators = (state: WallState) => state.replica.indicator.get('indicators')

describe('wall state', () => {
  test('ended cases leave the views and stay in the numbers of the day', () => {
    const { state, clocks } = make()
    const open = quickCase('open', ['reported', 'registered', 'dispatched'])
    const facts = [
      'reported',
      'registered',
      'dispatched',
      'arrived',
      'handled',
      'closed',
      'evaluated',
    ] as const
    state.replace(
      [
        change('operation_mode', 'mode', MODE),
        change('sla_policy', 'quick', POLICY),
        change('case', 'open', open),
      ],
      NOW,
    )
    state.apply([change('case', 'done', quickCase('done', facts.slice(0, 5)))])
    expect(clocks.get('done')).toBe(2)
    const delta = state.apply([change('case', 'done', quickCase('done', facts))])
    expect(delta).toEqual({ upserts: {}, removes: { case: ['done'] } })
    expect(clocks.get('done')).toBe(0)
    state.tick(NOW)
    expect([...state.replica.case.keys()]).toEqual(['open'])
    expect(indicators(state)).toMatchObject({ reportedCount: 2, filedCount: 2, openCount: 1 })
    expect(indicators(state)?.arrive).toMatchObject({ met: 1, due: 2, openOverdue: 1 })
  })

  test("until a center says its zone, its day is China's, as the clock of the wall has it", () => {
    const { state } = make()
    state.replace([change('sla_policy', 'quick', POLICY)], NOW)
    expect(indicators(state)?.fromMs).toBe(localMidnightMs(NOW.nowMs, 480))
  })

  test('a case that comes and ends within one batch is never seen', () => {
    const { state } = make()
    const delta = state.apply([
      change('case', 'a', quickCase('a', ['reported'])),
      change('case', 'a', quickCase('a', ['reported', 'voided'])),
    ])
    expect(isEmptyDelta(delta)).toBe(true)
    expect(state.replica.case.size).toBe(0)
  })

  test('a sign-in that is taken back, or moved to another entry, leaves no trace on the one it was of', () => {
    const { state } = make()
    const entry = (id: string) =>
      change('roster_entry', id, {
        id,
        dutyPointId: 'point',
        personId: id,
        band: '早班',
        startMs: MORNING_MS,
        endMs: MORNING_MS + HOUR_MS,
      })
    const signIn = (id: string, rosterEntryId: string) =>
      change('sign_in', id, {
        id,
        rosterEntryId,
        personId: rosterEntryId,
        dutyPointId: 'point',
        inMs: MORNING_MS,
        inCell: true,
      })
    state.replace([change('duty_point', 'point', POINT), entry('a'), entry('b')], NOW)
    state.apply([signIn('made-up', 'a'), signIn('moved', 'b')])
    const signedIn = () => [...state.replica.roster.values()].map(({ id, signedInMs }) => [id, signedInMs])
    expect(signedIn()).toEqual([
      ['a', MORNING_MS],
      ['b', MORNING_MS],
    ])
    state.apply([{ kind: 'sign_in', id: 'made-up', revision: 9, value: undefined }, signIn('moved', 'a')])
    expect(signedIn()).toEqual([
      ['a', MORNING_MS],
      ['b', undefined],
    ])
    state.apply([{ kind: 'sign_in', id: 'moved', revision: 10, value: undefined }])
    expect(signedIn()).toEqual([
      ['a', undefined],
      ['b', undefined],
    ])
  })

  test('a policy that arrives later gives the clocks it is for', () => {
    const { state, clocks } = make()
    state.apply([change('case', 'a', quickCase('a', ['reported', 'dispatched']))])
    expect(state.replica.case.get('a')).toMatchObject({ clocks: [], policyMissing: true })
    const delta = state.apply([change('sla_policy', 'quick', POLICY)])
    expect(delta.upserts.case?.[0]?.clocks).toHaveLength(2)
    expect(clocks.get('a')).toBe(2)
    state.apply([change('sla_policy', 'quick', undefined)])
    expect(state.replica.case.get('a')).toMatchObject({ policyMissing: true })
  })

  test('I3: a new world takes the place of the old one in one step, and what is in both stays', () => {
    const { state, clocks } = make()
    const world = (ids: readonly string[]): readonly ResourceChange[] => [
      change('operation_mode', 'mode', MODE),
      change('duty_point', 'point', POINT),
      ...ids.map((id) => change('case', id, quickCase(id, ['reported']))),
      ...ids.map((id) => unitChange(id, 1)),
    ]
    state.replace(world(['a', 'b']), NOW)
    const delta = state.replace(world(['b', 'c']), NOW)
    expect(delta.removes).toEqual({ case: ['a'], unit: ['a'] })
    expect([...state.replica.case.keys()].sort()).toEqual(['b', 'c'])
    expect([...state.replica.dutyPoint.keys()]).toEqual(['point'])
    expect(state.replica.indicator.size).toBe(1)
    expect(clocks.get('a')).toBe(0)
    expect(state.counts()).toEqual({ operation_mode: 1, duty_point: 1, case: 2, unit: 2 })
  })

  test('the replica is the sum of all deltas, and a quiet second says nothing', () => {
    const { state } = make()
    state.replace([change('operation_mode', 'mode', MODE), change('duty_point', 'point', POINT)], NOW)
    expect(isEmptyDelta(state.tick(at(NOW.nowMs + 1_000)))).toBe(true)
    state.touchIndicators()
    expect(isEmptyDelta(state.tick(at(NOW.nowMs + 2_000)))).toBe(true)
  })

  test('bands begin and the day turns by the local time of the center, though nothing happens', () => {
    const { state } = make()
    state.replace(
      [
        change('operation_mode', 'mode', MODE),
        change('duty_point', 'point', POINT),
        change('case', 'a', quickCase('a', ['reported', 'registered'])),
      ],
      NOW,
    )
    expect(state.replica.dutyPoint.get('point')).toMatchObject({ staffing: 'unmanned', band: '早班' })
    expect(indicators(state)).toMatchObject({ filedCount: 1, fromMs: MORNING_MS - 10 * HOUR_MS })
    state.tick(at(MORNING_MS + 2 * HOUR_MS))
    expect(state.replica.dutyPoint.get('point')).toMatchObject({ staffing: 'off-duty' })
    state.tick(at(MORNING_MS + 14 * HOUR_MS - 1))
    expect(indicators(state)).toMatchObject({ filedCount: 1 })
    state.tick(at(MORNING_MS + 14 * HOUR_MS))
    expect(indicators(state)).toMatchObject({
      filedCount: 0,
      openCount: 1,
      fromMs: MORNING_MS + 14 * HOUR_MS,
      filedPerHour: [0],
    })
  })

  test('of several modes the one told last is in force, and its end brings the one before back', () => {
    const { state } = make()
    state.replace([change('operation_mode', 'mode', MODE)], NOW)
    state.apply([change('operation_mode', 'games', { ...MODE, id: 'games', title: '保障' })])
    expect(state.replica.operation.get('operation')?.title).toBe('保障')
    state.apply([change('operation_mode', 'games', undefined)])
    expect(state.replica.operation.get('operation')?.title).toBe('日常值守')
  })

  test('a case of any shape is shown, not fatal', () => {
    const { state } = make()
    const odd = { ...quickCase('odd', []), stage: 'unknown-99' as const, sourceState: '???' }
    const stray = { ...odd, id: 'stray', facts: [{ id: 'f', type: 'unknown-77' as const, atMs: 0 }] }
    state.apply([change('case', 'odd', odd), change('case', 'stray', stray)])
    state.tick(NOW)
    expect(state.replica.case.get('odd')).toMatchObject({ stage: 'unknown-99', ended: false })
    expect(state.replica.case.get('stray')).toMatchObject({ clocks: [] })
  })
})
