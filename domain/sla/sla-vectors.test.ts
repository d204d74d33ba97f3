import { describe, expect, test } from 'vitest'
import type { Fact } from '../model/case.ts'
import type { SlaPolicy } from '../model/policy.ts'
import { fact, handledFact, instant, quickCase, QUICK_POLICY } from '../testing/samples.ts'
import { clocksOfCase } from './case-clocks.ts'
import { readClock, type ClockState } from './clock-state.ts'

const push = (time = '10:00:00', more: Partial<Fact> = {}) => fact('dispatched', time, more)
const arrived = (time: string, more: Partial<Fact> = {}) =>
  fact('arrived', time, { arrivalMethod: 'button', distanceM: 20, ...more })

/** State of both clocks of a round at a time, with the link live unless said otherwise. */
function states(facts: readonly Fact[], at: string, options: Options = {}) {
  const clocks = clocksOfCase(quickCase(facts), [options.policy ?? QUICK_POLICY])
  const cycle = clocks.cycles[options.cycle ?? 0]
  if (cycle === undefined) throw new Error('no such cycle')
  const nowMs = instant(at)
  const knownToMs = instant(options.knownTo ?? at)
  const read = (clock: typeof cycle.handle): ClockState | 'idle' =>
    clock === undefined ? 'idle' : readClock(clock, nowMs, knownToMs).state
  return { arrive: read(cycle.arrive), handle: read(cycle.handle), cycle }
}

interface Options {
  readonly policy?: SlaPolicy
  readonly cycle?: number
  readonly knownTo?: string
}

describe('SLA vectors (limits 300 s and 600 s from the push at 10:00:00.000)', () => {
  test('1: both limits are inclusive', () => {
    const facts = [push(), arrived('10:05:00.000'), handledFact('10:10:00.000')]
    expect(states(facts, '10:20:00')).toMatchObject({ arrive: 'met', handle: 'met' })
  })

  test('2: one millisecond late is late', () => {
    const facts = [push(), arrived('10:05:00.001'), handledFact('10:09:00')]
    const { arrive, handle, cycle } = states(facts, '10:20:00')
    expect({ arrive, handle }).toEqual({ arrive: 'met-late', handle: 'met' })
    expect(readClock(cycle.arrive, instant('10:20:00'), instant('10:20:00')).remainingMs).toBe(-1)
  })

  test('3: handled one millisecond late', () => {
    const facts = [push(), arrived('10:04:00'), handledFact('10:10:00.001')]
    expect(states(facts, '10:20:00')).toMatchObject({ arrive: 'met', handle: 'met-late' })
  })

  test('4: at risk from 80 percent of the limit', () => {
    expect(states([push()], '10:04:00.000')).toMatchObject({ arrive: 'at-risk', handle: 'running' })
    expect(states([push()], '10:03:59.999')).toMatchObject({ arrive: 'running', handle: 'running' })
  })

  test('5: an approved pause does not count as active time', () => {
    const facts = [
      push(),
      arrived('10:04:00'),
      fact('pause-approved', '10:06:00', { durationMs: 300_000, reason: '等待联动部门', actor: '值班长' }),
      handledFact('10:14:30'),
    ]
    const { arrive, handle, cycle } = states(facts, '10:20:00')
    expect({ arrive, handle }).toEqual({ arrive: 'met', handle: 'met' })
    expect(cycle.handle && readClock(cycle.handle, instant('10:20:00'), instant('10:20:00')).activeMs).toBe(
      570_000,
    )
    expect(states(facts.slice(0, 3), '10:08:00').handle).toBe('paused')
  })

  test('6: a pause approved after the breach changes nothing', () => {
    const facts = [
      push(),
      fact('pause-requested', '10:09:50'),
      fact('pause-approved', '10:10:10', { durationMs: 600_000 }),
      handledFact('10:12:00'),
    ]
    expect(states(facts, '10:20:00').handle).toBe('met-late')
    expect(states(facts.slice(0, 3), '10:11:00').handle).toBe('breached')
    expect(states(facts.slice(0, 1), '10:10:00.001').handle).toBe('breached')
  })

  test('7: a return does not restart the clock of the case, the attempt has its own time', () => {
    const facts = [
      push('10:00:00', { unitId: 'A' }),
      fact('returned', '10:02:00', { unitId: 'A' }),
      push('10:03:00', { unitId: 'B' }),
      arrived('10:06:30', { unitId: 'B' }),
    ]
    const { arrive, cycle } = states(facts, '10:07:00')
    expect(arrive).toBe('met-late')
    const attempt = cycle.attempts.find((one) => one.unitId === 'B')
    expect((attempt?.arrivedMs ?? 0) - (attempt?.pushedMs ?? 0)).toBe(210_000)
    const restarting = { ...QUICK_POLICY, restartOnReturn: true }
    expect(states(facts, '10:07:00', { policy: restarting }).arrive).toBe('met')
  })

  test('8: the first arriving unit decides', () => {
    const facts = [
      push('10:00:00', { unitId: 'A' }),
      push('10:00:00', { unitId: 'B' }),
      arrived('10:04:30', { unitId: 'B' }),
      arrived('10:06:00', { unitId: 'A' }),
    ]
    const { arrive, cycle } = states(facts, '10:07:00')
    expect(arrive).toBe('met')
    expect(cycle.arrive.unitId).toBe('B')
  })

  test('9: handled without an arrival is excluded from arrival, judged for handling', () => {
    expect(states([push(), handledFact('10:08:00')], '10:20:00')).toMatchObject({
      arrive: 'no-arrival',
      handle: 'met',
    })
  })

  test('10: corrected by loudspeaker voids both clocks', () => {
    const facts = [
      push(),
      fact('shouted', '10:01:00'),
      fact('closed', '10:03:00', { outcome: 'voice-corrected' }),
    ]
    expect(states(facts, '10:20:00')).toMatchObject({ arrive: 'void', handle: 'void' })
  })

  test('11: a merged duplicate keeps the earliest origin; the other case is void', () => {
    const surviving = [
      push(),
      fact('absorbed', '10:02:00', { relatedCaseId: 'case-2', originMs: instant('09:58:00') }),
      arrived('10:03:00.001'),
      handledFact('10:08:00'),
    ]
    expect(states(surviving, '10:20:00')).toMatchObject({ arrive: 'met-late', handle: 'met' })
    const merged = [push('09:58:00'), fact('merged', '10:02:00', { relatedCaseId: 'case-1' })]
    expect(states(merged, '10:20:00')).toMatchObject({ arrive: 'void', handle: 'void' })
  })

  test('12: a buffered arrival counts by device time when that clock was measured; presumed until then', () => {
    const before = states([push()], '10:05:00.001', { knownTo: '10:03:00' })
    expect(before.arrive).toBe('presumed')
    const late = arrived('10:07:05', {
      buffered: true,
      deviceAtMs: instant('10:04:40'),
      deviceOffsetMs: 1_000,
    })
    expect(states([push(), late], '10:07:05').arrive).toBe('met')
  })

  test('12b: with a device clock 40 s off the receipt counts, flagged', () => {
    const late = arrived('10:07:05', {
      buffered: true,
      deviceAtMs: instant('10:04:40'),
      deviceOffsetMs: 40_000,
    })
    const { arrive, cycle } = states([push(), late], '10:07:05')
    expect(arrive).toBe('met-late')
    expect(cycle.arrive.flag).toBe('late-unverified')
  })

  test('13: with the handle origin at arrival', () => {
    const policy = { ...QUICK_POLICY, handleOrigin: 'arrival' as const }
    const facts = [push(), arrived('10:05:30'), handledFact('10:15:00')]
    const { arrive, handle, cycle } = states(facts, '10:20:00', { policy })
    expect({ arrive, handle }).toEqual({ arrive: 'met-late', handle: 'met' })
    expect(cycle.handle && readClock(cycle.handle, instant('10:20:00'), instant('10:20:00')).activeMs).toBe(
      570_000,
    )
    expect(states([push()], '10:02:00', { policy }).handle).toBe('idle')
  })

  test('14: a failed check opens a second round and leaves the first as it was', () => {
    const facts = [
      push(),
      arrived('10:04:00'),
      handledFact('10:09:00'),
      fact('check-failed', '10:30:00'),
      push('10:31:00'),
      handledFact('10:38:00'),
    ]
    expect(states(facts, '10:45:00')).toMatchObject({ arrive: 'met', handle: 'met' })
    expect(states(facts, '10:45:00', { cycle: 1 }).handle).toBe('met')
  })

  test('15: arrival pressed 400 m away is not an arrival', () => {
    expect(states([push(), arrived('10:02:00', { distanceM: 400 })], '10:03:00').arrive).toBe('running')
  })
})
