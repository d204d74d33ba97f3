import { expect, test } from 'vitest'
import { FactType, Means, Outcome, ResponseClass } from '../../../proto/gen/wall/v1/case.ts'
import { Role } from '../../../proto/gen/wall/v1/duty.ts'
import { DeviceKind, DeviceState } from '../../../proto/gen/wall/v1/place.ts'
import { distanceM } from '../engine/geo.ts'
import { HOUR_MS, MINUTE_MS, timestampMs } from '../engine/time.ts'
import { casesOf, factMs, factOf, payloads, recordsUntil, shareWithin, spanMs } from '../testing/collect.ts'
import { luoheDay } from './luohe-day.ts'

const F = FactType
const history = recordsUntil(luoheDay, 1, luoheDay.startMs)
const afternoon = recordsUntil(luoheDay, 1, luoheDay.startMs + 4 * HOUR_MS)
const quickOf = (records: typeof history) =>
  casesOf(records).filter(({ responseClass }) => responseClass === ResponseClass.RESPONSE_CLASS_QUICK)

test('the figures of the brief: 3/6/18 grids, 18 points of two officers, 472 monitors, 240 videos, 126 people', () => {
  const levels = Map.groupBy(payloads(history, 'gridNode'), ({ level }) => level)
  expect([1, 2, 3].map((level) => levels.get(level)?.length)).toEqual([3, 6, 18])
  const points = payloads(history, 'dutyPoint')
  expect(points.map(({ requiredOfficers }) => requiredOfficers)).toEqual(Array(18).fill(2))
  const ofKind = (kind: DeviceKind) => payloads(history, 'device').filter((device) => device.kind === kind)
  const monitors = ofKind(DeviceKind.DEVICE_KIND_PARKING_MONITOR)
  expect(monitors).toHaveLength(472)
  expect(monitors.filter(({ state }) => state === DeviceState.DEVICE_STATE_ONLINE)).toHaveLength(468)
  expect(ofKind(DeviceKind.DEVICE_KIND_VIDEO)).toHaveLength(240)
  const midday = payloads(history, 'rosterEntry').filter(({ band }) => band === '中')
  expect(midday).toHaveLength(126)
  expect(midday.filter(({ role }) => role === Role.ROLE_OFFICER)).toHaveLength(36)
})

test('every parent in the grid tree exists, and every point stands in a grid', () => {
  const nodes = payloads(history, 'gridNode')
  const ids = new Set(nodes.map(({ id }) => id))
  expect(nodes.filter(({ parentId }) => parentId !== '' && !ids.has(parentId))).toEqual([])
  expect(payloads(history, 'dutyPoint').filter(({ gridId }) => !ids.has(gridId))).toEqual([])
})

test('limits: five minutes to arrive, ten to handle, ten of grace, at risk at 80 percent', () => {
  const quick = payloads(history, 'slaPolicy').find(
    ({ responseClass }) => responseClass === ResponseClass.RESPONSE_CLASS_QUICK,
  )
  expect(quick).toMatchObject({
    arriveLimit: { seconds: 300 },
    handleLimit: { seconds: 600 },
    graceLimit: { seconds: 600 },
    atRiskPercent: 80,
  })
})

test('at 14:32 about 300 cases are filed and the day is busy, not lost', () => {
  const filed = casesOf(history).filter((one) => factOf(one, F.FACT_TYPE_REGISTERED))
  expect(filed.length).toBeGreaterThan(260)
  expect(filed.length).toBeLessThan(350)
  const corrected = filed.filter(
    (one) => factOf(one, F.FACT_TYPE_CLOSED)?.outcome === Outcome.OUTCOME_VOICE_CORRECTED,
  )
  expect(corrected.length / filed.length).toBeGreaterThan(0.14)
  expect(corrected.length / filed.length).toBeLessThan(0.27)
})

test('about 93 of 100 arrive in five minutes and 90 of 100 are handled in ten', () => {
  const quick = quickOf(afternoon)
  const spans = (to: FactType) => quick.flatMap((one) => spanMs(one, F.FACT_TYPE_DISPATCHED, to) ?? [])
  const arrived = shareWithin(spans(F.FACT_TYPE_ARRIVED), 5 * MINUTE_MS)
  const handled = shareWithin(spans(F.FACT_TYPE_HANDLED), 10 * MINUTE_MS)
  expect(arrived).toBeGreaterThan(0.89)
  expect(arrived).toBeLessThan(0.985)
  expect(handled).toBeGreaterThan(0.86)
  expect(handled).toBeLessThan(0.96)
})

test('the 721 method holds roughly: mostly service, seldom enforcement', () => {
  const handled = casesOf(afternoon).flatMap((one) => factOf(one, F.FACT_TYPE_HANDLED) ?? [])
  const share = (means: Means) => handled.filter((fact) => fact.means === means).length / handled.length
  expect(Math.abs(share(Means.MEANS_SERVICE) - 0.7)).toBeLessThan(0.08)
  expect(share(Means.MEANS_MANAGEMENT)).toBeLessThan(share(Means.MEANS_SERVICE))
  expect(share(Means.MEANS_ENFORCEMENT)).toBeLessThan(0.2)
})

test('everything that can happen to a case happens in an afternoon', () => {
  const seen = new Set(casesOf(afternoon).flatMap(({ facts }) => facts.map(({ type }) => type)))
  const never = [F.FACT_TYPE_UNSPECIFIED, F.UNRECOGNIZED]
  const expected = Object.values(F).filter((type) => !(never as readonly number[]).includes(type))
  expect(expected.filter((type) => !seen.has(type))).toEqual([])
})

test('about 30 to 65 cases are open at any time', () => {
  const ends = [F.FACT_TYPE_EVALUATED, F.FACT_TYPE_REFUSED, F.FACT_TYPE_VOIDED, F.FACT_TYPE_MERGED]
  for (let minutes = 0; minutes <= 240; minutes += 30) {
    const atMs = luoheDay.startMs + minutes * MINUTE_MS
    const open = casesOf(afternoon).filter((one) => {
      const begun = (factMs(one, F.FACT_TYPE_REPORTED) ?? Infinity) <= atMs
      return begun && !ends.some((end) => (factMs(one, end) ?? Infinity) <= atMs)
    })
    expect(open.length).toBeGreaterThan(25)
    expect(open.length).toBeLessThan(70)
  }
})

test('the wall opens on three gaps: one point unmanned, one with auxiliaries only, one silent', () => {
  const points = payloads(history, 'dutyPoint')
  const present = (pointId: string) =>
    payloads(history, 'signIn').filter((one) => one.dutyPointId === pointId && one.outAt === undefined)
  const officers = (pointId: string) =>
    present(pointId).filter(({ role }) => role === Role.ROLE_OFFICER).length
  const idOf = (name: string) => points.find((one) => one.name === name)?.id ?? ''
  expect(points.filter(({ id }) => officers(id) < 2).map(({ name }) => name)).toEqual(['干河陈', '东城'])
  expect(present(idOf('干河陈'))).toEqual([])
  expect(present(idOf('东城'))).toHaveLength(5)
  const heardMs = (name: string) =>
    payloads(history, 'unit')
      .filter(({ dutyPointId }) => dutyPointId === idOf(name))
      .map(({ heardAt }) => luoheDay.startMs - (heardAt === undefined ? 0 : timestampMs(heardAt)))
  expect(Math.min(...heardMs('召陵'))).toBeGreaterThan(2 * MINUTE_MS)
  expect(Math.max(...heardMs('老街'))).toBeLessThan(MINUTE_MS)
})

test('no unit jumps: between two signs of life it moves no faster than it can drive', () => {
  const last = new Map<string, { readonly atMs: number; readonly lat: number; readonly lon: number }>()
  for (const { atMs, record } of afternoon.filter((one) => one.atMs > luoheDay.startMs)) {
    const { unit } = record
    if (unit?.position === undefined) continue
    const before = last.get(unit.id)
    const metres = before === undefined ? 0 : distanceM(before, unit.position)
    if (before !== undefined) expect(metres).toBeLessThanOrEqual(((atMs - before.atMs) / 1000) * 40 + 2)
    last.set(unit.id, { atMs, ...unit.position })
  }
})

test('at night nobody is on post, and every morning the roster is that of the day', () => {
  const nightMs = Date.parse('2022-12-31T03:00:00+08:00')
  const inMs = new Map<string, boolean>()
  for (const { record } of recordsUntil(luoheDay, 1, nightMs)) {
    if (record.signIn !== undefined) inMs.set(record.signIn.id, record.signIn.outAt === undefined)
  }
  expect([...inMs].filter(([, present]) => present)).toEqual([])
  const morning = recordsUntil(luoheDay, 1, Date.parse('2022-12-31T06:45:00+08:00'))
  const entries = new Set<string>()
  for (const { record } of morning) {
    if (record.rosterEntry !== undefined) entries.add(record.rosterEntry.id)
    if (record.removal?.kind === 'roster_entry') entries.delete(record.removal.id)
  }
  expect(entries.size).toBe(378)
  expect([...entries].filter((id) => !id.startsWith('20221231-'))).toEqual([])
})
