import { describe, expect, test } from 'vitest'
import { MORNING_MS, POLICY, quickCase } from '../testing/cases.ts'
import { projectCase } from './case-item.ts'

const MINUTE_MS = 60_000

describe('a case for the views', () => {
  test.each(['refused', 'voided', 'merged', 'evaluated'] as const)('ends when it is %s', (type) => {
    expect(projectCase(quickCase('a', ['reported', type]), []).item.ended).toBe(true)
  })

  test('a closed case waits for its evaluation, and counts as closed since then', () => {
    const facts = [
      'reported',
      'registered',
      'dispatched',
      'arrived',
      'handled',
      'check-passed',
      'closed',
    ] as const
    const { item, closedMs, dispatchMs, registeredMs } = projectCase(quickCase('a', facts), [POLICY])
    expect(item).toMatchObject({ ended: false, closed: true, stageSinceMs: MORNING_MS + 5 * MINUTE_MS })
    expect({ closedMs, dispatchMs, registeredMs }).toEqual({
      closedMs: MORNING_MS + 6 * MINUTE_MS,
      dispatchMs: MORNING_MS + 2 * MINUTE_MS,
      registeredMs: MORNING_MS + MINUTE_MS,
    })
  })

  test('a stage lasts since the first fact that led to it', () => {
    const facts = ['reported', 'registered', 'dispatched', 'acknowledged', 'en-route', 'arrived'] as const
    expect(projectCase(quickCase('a', facts), []).item.stageSinceMs).toBe(MORNING_MS + 3 * MINUTE_MS)
    const failed = [...facts, 'handled', 'check-failed'] as const
    expect(projectCase(quickCase('a', failed), []).item.stageSinceMs).toBe(MORNING_MS + 7 * MINUTE_MS)
  })

  test('shows the clocks of the last round, and the loudspeaker while it is tried', () => {
    const rounds = ['reported', 'dispatched', 'arrived', 'handled', 'check-failed', 'dispatched'] as const
    const { item, clocks } = projectCase(quickCase('a', rounds), [POLICY])
    expect(clocks.cycles).toHaveLength(2)
    expect(item.clocks.map((clock) => clock.startMs)).toEqual(
      [5, 5].map((minute) => MORNING_MS + minute * MINUTE_MS),
    )
    expect(projectCase(quickCase('a', ['reported', 'shouted']), []).item.shouting).toBe(true)
    expect(projectCase(quickCase('a', ['shouted', 'registered']), []).item).not.toHaveProperty('shouting')
  })
})
