import { expect, test } from 'vitest'
import { caseConditions } from './case-conditions.ts'
import { clock, pushedCase, START_MS } from '../testing/alarms.ts'

function at(item: ReturnType<typeof pushedCase>, afterMs: number, knownAfterMs = afterMs) {
  const moment = { nowMs: START_MS + afterMs, knownToMs: START_MS + knownAfterMs }
  const { conditions, suppressedCount, validUntilMs } = caseConditions(item, '老街', moment)
  return {
    kinds: conditions.map(({ kind, presumed }) => (presumed ? `${kind}?` : kind)),
    conditions,
    suppressedCount,
    validAfterMs: validUntilMs - START_MS,
  }
}

test('at risk is replaced by the breach of the same clock', () => {
  const item = pushedCase()
  expect(at(item, 239_999)).toMatchObject({ kinds: [], validAfterMs: 240_000 })
  const atRisk = at(item, 240_000)
  expect(atRisk.kinds).toEqual(['arrive-at-risk'])
  expect(atRisk.conditions[0]).toMatchObject({
    priority: 'medium',
    sinceMs: START_MS + 240_000,
    zone: '老街',
  })
  expect(at(item, 300_000).kinds).toEqual(['arrive-at-risk'])
  const breach = at(item, 300_001)
  expect(breach.kinds).toEqual(['arrive-breach'])
  expect(breach.conditions[0]).toMatchObject({ priority: 'high', sinceMs: START_MS + 300_001 })
  expect(breach.conditions[0]?.id).toBe(atRisk.conditions[0]?.id)
})

test('an arrival, a void, a pause and the end of a case clear it', () => {
  const arrived = clock('arrive', 300_000, { stopMs: START_MS + 350_000 })
  expect(at(pushedCase({ clocks: [arrived] }), 400_000).kinds).toEqual([])
  const voided = clock('arrive', 300_000, { voidReason: 'voided' })
  expect(at(pushedCase({ clocks: [voided] }), 400_000).kinds).toEqual([])
  const pauses = [{ fromMs: START_MS + 500_000, toMs: START_MS + 900_000 }]
  const paused = clock('handle', 600_000, { pauses })
  expect(at(pushedCase({ clocks: [paused] }), 490_000).kinds).toEqual(['handle-at-risk'])
  expect(at(pushedCase({ clocks: [paused] }), 700_000).kinds).toEqual([])
  expect(at(pushedCase({ clocks: [paused] }), 1_000_001).kinds).toEqual(['handle-breach'])
  expect(at(pushedCase({ closed: true }), 400_000).kinds).toEqual([])
})

test('a pause before the share is used up moves the instant at which it is at risk', () => {
  const pauses = [{ fromMs: START_MS + 100_000, toMs: START_MS + 150_000 }]
  const { conditions } = at(pushedCase({ clocks: [clock('handle', 600_000, { pauses })] }), 560_000)
  expect(conditions[0]?.sinceMs).toBe(START_MS + 480_000 + 50_000)
})

test('I9: a lost link makes no alarm of what time alone passed, and says how many it hides', () => {
  const item = pushedCase()
  // Nothing was wrong when the link was lost: at risk and breached are reckoned only.
  expect(at(item, 250_000, 100_000)).toMatchObject({ kinds: [], suppressedCount: 1 })
  expect(at(item, 310_000, 100_000)).toMatchObject({ kinds: [], suppressedCount: 1 })
  expect(at(item, 700_000, 100_000)).toMatchObject({ kinds: [], suppressedCount: 2 })
  // What was at risk before stays at risk, and says that the rest is presumed.
  expect(at(item, 310_000, 250_000)).toMatchObject({ kinds: ['arrive-at-risk?'], suppressedCount: 1 })
  // What was broken before is an alarm as ever.
  expect(at(item, 420_000, 310_000)).toMatchObject({ kinds: ['arrive-breach'], suppressedCount: 0 })
})

test('no receipt one minute after the push, but not once it came and not while nothing is known', () => {
  const item = pushedCase({ stage: 'dispatch', clocks: [clock('arrive', 300_000)] })
  expect(at(item, 60_000).kinds).toEqual([])
  expect(at(item, 60_000).validAfterMs).toBe(60_001)
  expect(at(item, 60_001).conditions).toMatchObject([{ kind: 'not-acknowledged', unitId: 'u1' }])
  expect(at(item, 90_000, 30_000)).toMatchObject({ kinds: [], suppressedCount: 1 })
  expect(at({ ...item, stage: 'handle' }, 90_000).kinds).toEqual([])
  expect(at({ ...item, unitIds: [] }, 90_000).kinds).toEqual([])
})
