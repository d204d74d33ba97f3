import { describe, expect, test } from 'vitest'
import { FactType, Means, Outcome, Stage } from '../../proto/gen/wall/v1/case.ts'
import type { Fact } from '../../proto/gen/wall/v1/case.ts'
import { aCase, aFact } from '../testing/records.ts'
import { append, evolve } from './case-evolution.ts'
import { stateOf } from './case-facts.ts'
import { toTimestamp } from '../timestamps.ts'

type Short = keyof typeof TYPES
const TYPES = {
  reported: FactType.FACT_TYPE_REPORTED,
  registered: FactType.FACT_TYPE_REGISTERED,
  refused: FactType.FACT_TYPE_REFUSED,
  dispatched: FactType.FACT_TYPE_DISPATCHED,
  acknowledged: FactType.FACT_TYPE_ACKNOWLEDGED,
  arrived: FactType.FACT_TYPE_ARRIVED,
  handled: FactType.FACT_TYPE_HANDLED,
  returned: FactType.FACT_TYPE_RETURNED,
  passed: FactType.FACT_TYPE_CHECK_PASSED,
  failed: FactType.FACT_TYPE_CHECK_FAILED,
  closed: FactType.FACT_TYPE_CLOSED,
  evaluated: FactType.FACT_TYPE_EVALUATED,
  voided: FactType.FACT_TYPE_VOIDED,
  noted: FactType.FACT_TYPE_NOTED,
  shouted: FactType.FACT_TYPE_SHOUTED,
} as const

/** `dispatched A` is a fact of unit A. */
function facts(course: string): Fact[] {
  return course.split(', ').map((step, index) => {
    const [type, unitId = ''] = step.split(' ')
    return aFact(`F${index}`, TYPES[type as Short], { unitId, at: toTimestamp(index * 1_000) })
  })
}

describe('the stage follows from the facts', () => {
  test.for([
    ['reported', Stage.STAGE_REPORT, ''],
    ['reported, registered', Stage.STAGE_REGISTER, ''],
    ['reported, dispatched A', Stage.STAGE_DISPATCH, 'A'],
    ['reported, dispatched A, acknowledged A', Stage.STAGE_HANDLE, 'A'],
    ['reported, dispatched A, arrived A', Stage.STAGE_HANDLE, 'A'],
    ['reported, dispatched A, arrived A, dispatched B', Stage.STAGE_HANDLE, 'A B'],
    ['reported, dispatched A, arrived A, handled A', Stage.STAGE_CHECK, 'A'],
    ['reported, dispatched A, handled A, arrived A', Stage.STAGE_CHECK, 'A'],
    ['reported, dispatched A, handled A, passed', Stage.STAGE_CLOSE, 'A'],
    ['reported, dispatched A, handled A, passed, closed', Stage.STAGE_CLOSE, 'A'],
    ['reported, dispatched A, handled A, passed, closed, evaluated', Stage.STAGE_EVALUATE, 'A'],
    ['reported, dispatched A, handled A, failed', Stage.STAGE_DISPATCH, ''],
    ['reported, dispatched A, handled A, failed, dispatched B, arrived B', Stage.STAGE_HANDLE, 'B'],
    ['reported, dispatched A, returned A', Stage.STAGE_DISPATCH, ''],
    ['reported, dispatched A, acknowledged A, returned A', Stage.STAGE_DISPATCH, ''],
    ['reported, dispatched A, dispatched B, arrived B, returned A', Stage.STAGE_HANDLE, 'B'],
    ['reported, dispatched A, voided', Stage.STAGE_DISPATCH, 'A'],
    ['reported, refused', Stage.STAGE_REPORT, ''],
    ['reported, handled', Stage.STAGE_CHECK, ''],
    ['reported, shouted, closed', Stage.STAGE_CLOSE, ''],
  ] as const)('%s', ([course, stage, units]) => {
    const state = stateOf(facts(course), '')
    expect([state.stage, state.unitIds.join(' ')]).toEqual([stage, units])
  })

  test('outcome and means are the last that a fact names', () => {
    const outcome = Outcome.OUTCOME_EDUCATED
    const means = Means.MEANS_SERVICE
    const handled = aFact('H', FactType.FACT_TYPE_HANDLED, { outcome, means })
    const closed = aFact('C', FactType.FACT_TYPE_CLOSED)
    expect(stateOf([handled, closed], '')).toMatchObject({ outcome, means })
  })

  test('a source state without a telling fact stays unmapped', () => {
    expect(stateOf([], '处理中(外部)').stage).toBe(Stage.STAGE_UNSPECIFIED)
  })

  test('an unknown fact type is kept and moves nothing', () => {
    const known = aCase('C1')
    const next = append(known, aFact('F', 99 as FactType), 5_000, 'fact')
    expect([next.facts.length, next.stage]).toEqual([2, Stage.STAGE_REPORT])
  })
})

describe('facts are only appended', () => {
  const known = evolve(undefined, aCase('C1', { facts: facts('reported, dispatched A') }), 10_000)

  test('a fact without an instant gets the time of the gateway', () => {
    const next = append(known, aFact('X', TYPES.arrived, { unitId: 'A' }), 10_000, 'fact')
    expect(next.facts.at(-1)?.at).toEqual(toTimestamp(10_000))
    expect(append(next, aFact('X', TYPES.arrived, { unitId: 'A' }), 99_000, 'fact')).toEqual(next)
  })

  test('the stage that a record claims is replaced by the one that follows', () => {
    const claimed = aCase('C2', { stage: Stage.STAGE_EVALUATE, unitIds: ['Z'] })
    expect(evolve(undefined, claimed, 10_000)).toMatchObject({ stage: Stage.STAGE_REPORT, unitIds: [] })
  })

  test.for([
    [
      'a known id with other content',
      aFact('F0', TYPES.noted),
      /fact\.id F0 is known on case C1 with other content/,
    ],
    ['no id', aFact('', TYPES.noted), /fact\.id is empty/],
    ['no type', aFact('X', FactType.FACT_TYPE_UNSPECIFIED), /fact\.type is missing/],
    ['the future', aFact('X', TYPES.noted, { at: toTimestamp(15_001) }), /fact\.at lies 6 s in the future/],
    [
      'a check before handling',
      aFact('X', TYPES.passed),
      /case C1 cannot pass its check: it has not been handled/,
    ],
    [
      'an evaluation before the end',
      aFact('X', TYPES.evaluated),
      /cannot be evaluated: it has not been closed/,
    ],
  ] as const)('refused: %s', ([, fact, sentence]) => {
    expect(() => append(known, fact, 10_000, 'fact')).toThrow(sentence)
  })

  test('an instant of five seconds ahead is still taken', () => {
    const next = append(known, aFact('X', TYPES.noted, { at: toTimestamp(15_000) }), 10_000, 'fact')
    expect(next.facts).toHaveLength(3)
  })

  test('an arrival before any dispatch is refused', () => {
    const arrival = aFact('X', TYPES.arrived, { unitId: 'A' })
    expect(() => append(aCase('C3'), arrival, 10_000, 'fact')).toThrow('case C3 cannot be arrived at')
  })

  test('nothing but notes and exemptions follows the end', () => {
    const voided = append(known, aFact('V', TYPES.voided), 10_000, 'fact')
    expect(() => append(voided, aFact('X', TYPES.handled), 10_000, 'fact')).toThrow('case C1 is void')
    expect(append(voided, aFact('X', TYPES.noted), 10_000, 'fact').facts).toHaveLength(4)
  })

  test('a closed case is not dispatched again', () => {
    const closed = append(known, aFact('E', TYPES.closed), 10_000, 'fact')
    expect(() => append(closed, aFact('X', TYPES.dispatched), 10_000, 'fact')).toThrow('report a new case')
  })

  test('a record that leaves out a known fact is refused', () => {
    const shrunk = aCase('C1', { facts: facts('reported') })
    expect(() => evolve(known, shrunk, 10_000)).toThrow('with the fact F1, which this record does not repeat')
  })
})
