import { expect, test } from 'vitest'
import type { DutyPoint, SignIn, Unit } from '../model/duty.ts'
import { instant } from '../testing/samples.ts'
import { bandAt, localMidnightMs } from './band.ts'
import { dutyPointItem, type DutyPointParts } from './staffing.ts'

const BEIJING = 480
const point: DutyPoint = {
  id: 'p1',
  name: '老街',
  radiusM: 300,
  requiredOfficers: 2,
  bands: [{ name: '早', startMinute: 420, endMinute: 660 }],
  inEventZone: false,
}
/** 08:30 local time. */
const NOW = instant('00:30:00')
const signIn = (id: string, more: Partial<SignIn> = {}): SignIn => ({
  id,
  rosterEntryId: id,
  personId: id,
  dutyPointId: 'p1',
  role: 'officer',
  inMs: instant('00:00:00'),
  inCell: true,
  ...more,
})
const unit = (more: Partial<Unit> = {}): Unit => ({
  id: 'u1',
  name: '老街 1 组',
  officerCount: 1,
  auxiliaryCount: 1,
  heardAtMs: NOW,
  ...more,
})
const staffing = (parts: Partial<DutyPointParts>, nowMs = NOW, knownToMs = nowMs) =>
  dutyPointItem({ point, roster: [], signIns: [], units: [], ...parts }, nowMs, knownToMs, BEIJING)

test('a post with auxiliaries alone is never staffed', () => {
  const item = staffing({ signIns: [signIn('a', { role: 'auxiliary' })] })
  expect(item).toMatchObject({ staffing: 'auxiliaries-only', officersOnPost: 0, auxiliariesOnPost: 1 })
})

test('unmanned since the last officer left', () => {
  const item = staffing({ signIns: [signIn('a', { outMs: instant('00:20:00') })] })
  expect(item).toMatchObject({ staffing: 'unmanned', staffingSinceMs: instant('00:20:00') })
})

test('nobody ever came: unmanned since the band began', () => {
  expect(staffing({})).toMatchObject({
    staffing: 'unmanned',
    staffingSinceMs: localMidnightMs(NOW, BEIJING) + 420 * 60_000,
  })
})

test('a sign-in outside the cell, and training, do not fill a post', () => {
  expect(staffing({ signIns: [signIn('a', { inCell: false })] }).staffing).toBe('unmanned')
  const roster = [
    {
      id: 'a',
      dutyPointId: 'p1',
      personId: 'a',
      dutyKind: 'training' as const,
      band: '早',
      startMs: NOW - 1,
      endMs: NOW + 1,
    },
  ]
  expect(staffing({ roster, signIns: [signIn('a')] }).staffing).toBe('unmanned')
})

test('silent after two minutes without a sign of life, but not merely because the link is down', () => {
  const parts = { signIns: [signIn('a')], units: [unit({ heardAtMs: NOW - 121_000 })] }
  expect(staffing(parts)).toMatchObject({ staffing: 'silent', staffingSinceMs: NOW - 121_000 })
  expect(staffing(parts, NOW, NOW - 60_000).staffing).toBe('staffed')
})

test('out on a case only when every unit is', () => {
  const signIns = [signIn('a')]
  const away = unit({ caseId: 'c1' })
  expect(staffing({ signIns, units: [away, unit({ id: 'u2' })] })).toMatchObject({
    staffing: 'staffed',
    unitsOut: 1,
  })
  expect(staffing({ signIns, units: [away] }).staffing).toBe('out-on-case')
})

test('outside its bands a post is off duty', () => {
  expect(staffing({ signIns: [signIn('a')] }, instant('10:00:00')).staffing).toBe('off-duty')
})

test('a band over midnight is in force after it', () => {
  const night = [{ name: '夜', startMinute: 1320, endMinute: 1560 }]
  // 01:00 local time.
  expect(bandAt(night, instant('17:00:00'), BEIJING)?.name).toBe('夜')
  expect(bandAt(night, instant('18:30:00'), BEIJING)).toBeUndefined()
})
