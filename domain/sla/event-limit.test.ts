import { expect, test } from 'vitest'
import { samplePack, SAMPLE_T_MS } from '../event/testing/sample-pack.ts'
import type { Fact } from '../model/case.ts'
import { QUICK_POLICY, quickCase } from '../testing/samples.ts'
import { clocksOfCase } from './case-clocks.ts'
import { eventLimitsOf, withEventLimit } from './event-limit.ts'

const HOUR_MS = 3_600_000
const DOORS_MS = SAMPLE_T_MS - HOUR_MS
const inside = { lat: 45.737, lon: 126.694 }
const limits = eventLimitsOf(samplePack(), DOORS_MS - HOUR_MS)
const dispatched = (atMs: number): Fact => ({ id: 'd', type: 'dispatched', atMs, unitId: 'u' })
const limitsOfCase = (atMs: number, given = limits, position = inside) => {
  const { arrive, handle } = clocksOfCase(quickCase([dispatched(atMs)], { position }), [QUICK_POLICY], given)
    .cycles[0] ?? { arrive: undefined, handle: undefined }
  return [arrive?.limitMs, handle?.limitMs, arrive?.profileId]
}
const TIGHT = [180_000, 480_000, 'inner-doors']
const USUAL = [300_000, 600_000, undefined]

test('inside the zone and the phase the limits are those of the profile, which is named', () => {
  expect(limitsOfCase(DOORS_MS)).toEqual(TIGHT)
  expect(limitsOfCase(SAMPLE_T_MS - 1)).toEqual(TIGHT)
})

test('outside of the zone, before and after the phase the policy holds', () => {
  expect(limitsOfCase(DOORS_MS, limits, { lat: 45.8, lon: 126.694 })).toEqual(USUAL)
  expect(limitsOfCase(DOORS_MS - 1)).toEqual(USUAL)
  expect(limitsOfCase(SAMPLE_T_MS)).toEqual(USUAL)
})

test('a case dispatched before the activation keeps its limits; after a roll-back every case has its own again', () => {
  const activatedMs = DOORS_MS + 600_000
  const late = eventLimitsOf(samplePack(), activatedMs)
  expect(limitsOfCase(activatedMs - 1, late)).toEqual(USUAL)
  expect(limitsOfCase(activatedMs, late)).toEqual(TIGHT)
  expect(limitsOfCase(activatedMs, [])).toEqual(USUAL)
})

test('where profiles overlap, the one that asks for the quickest arrival holds', () => {
  const [one] = limits
  if (one === undefined) throw new Error('the sample has a profile')
  const quicker = { ...one, profileId: 'quicker', arriveLimitMs: 120_000 }
  expect(withEventLimit(QUICK_POLICY, [one, quicker], inside, DOORS_MS).profileId).toBe('quicker')
  expect(withEventLimit(QUICK_POLICY, [quicker, one], undefined, DOORS_MS)).toEqual({ policy: QUICK_POLICY })
})
