import { describe, expect, test } from 'vitest'
import type { Case } from '../../domain/model/case.ts'
import type { FactType } from '../../domain/model/terms.ts'
import { MORNING_MS, POLICY, quickCase } from '../testing/cases.ts'
import { projectCase } from './case-item.ts'
import { findingsOf } from './outage-findings.ts'

const MINUTE_MS = 60_000

/** Reported, registered and dispatched at 10:00, 10:01 and 10:02: arrival by 10:07, handling by 10:12. */
const DISPATCHED = ['reported', 'registered', 'dispatched'] as const
const at = (minutes: number) => MORNING_MS + minutes * MINUTE_MS
const BETWEEN = { fromMs: at(4), toMs: at(20) }

function dispatched(
  id: string,
  facts: readonly (readonly [FactType, number])[] = [],
  fromMs = MORNING_MS,
): Case {
  const source = quickCase(id, DISPATCHED, fromMs)
  const more = facts.map(([type, minutes]) => ({
    id: `${type}-${minutes}`,
    type,
    atMs: at(minutes),
    byOfficer: true,
    ...(type === 'handled' ? { outcome: 'educated' as const, evidenceCount: 1 } : {}),
  }))
  return { ...source, facts: [...source.facts, ...more] }
}

const casesOf = (...cases: readonly Case[]) =>
  new Map(cases.map((one) => [one.id, projectCase(one, [POLICY])]))

describe('what an outage was', () => {
  test('nothing happened: limits that passed meanwhile are confirmed', () => {
    const cases = casesOf(dispatched('a'))
    const { report, corrections } = findingsOf(cases, cases, BETWEEN)
    expect(report).toEqual({
      id: `dark-${BETWEEN.fromMs}-${BETWEEN.toMs}`,
      ...BETWEEN,
      newCount: 0,
      closedCount: 0,
      lateCount: 2,
      confirmedCount: 2,
      rescindedCount: 0,
    })
    expect(corrections.get('a')).toEqual([
      { kind: 'arrive', to: 'breached', atMs: BETWEEN.toMs },
      { kind: 'handle', to: 'breached', atMs: BETWEEN.toMs },
    ])
  })

  test('arrived and handled in time meanwhile: both are rescinded', () => {
    const after = dispatched('a', [
      ['arrived', 6],
      ['handled', 9],
    ])
    const { report, corrections } = findingsOf(casesOf(dispatched('a')), casesOf(after), BETWEEN)
    expect(report).toMatchObject({ lateCount: 0, confirmedCount: 0, rescindedCount: 2 })
    expect(corrections.get('a')?.map(({ to }) => to)).toEqual(['met', 'met'])
  })

  test('handled late is confirmed, and void is rescinded', () => {
    const late = dispatched('a', [
      ['arrived', 6],
      ['handled', 15],
    ])
    const voided = dispatched('b', [['voided', 6]])
    const before = casesOf(dispatched('a'), dispatched('b'))
    const { report, corrections } = findingsOf(before, casesOf(late, voided), BETWEEN)
    expect(corrections.get('a')?.map(({ to }) => to)).toEqual(['met', 'met-late'])
    expect(corrections.get('b')?.map(({ to }) => to)).toEqual(['void', 'void'])
    expect(report).toMatchObject({ lateCount: 1, confirmedCount: 1, rescindedCount: 3, closedCount: 1 })
  })

  test('what was known to be broken before is no news', () => {
    const cases = casesOf(dispatched('a'))
    const { report, corrections } = findingsOf(cases, cases, { fromMs: at(15), toMs: at(20) })
    expect(corrections.size).toBe(0)
    expect(report).toMatchObject({ lateCount: 0, confirmedCount: 0 })
  })

  test('new and closed cases are counted, one that came and went in both', () => {
    const closed = (id: string) =>
      dispatched(id, [
        ['arrived', 5],
        ['handled', 6],
        ['closed', 8],
      ])
    const before = casesOf(dispatched('a'), closed('old'))
    const after = casesOf(closed('a'), closed('old'), closed('brief'), dispatched('new', [], at(17)))
    expect(findingsOf(before, after, BETWEEN).report).toMatchObject({
      newCount: 2,
      closedCount: 2,
      lateCount: 0,
    })
  })

  test('a case that is gone is neither confirmed nor rescinded', () => {
    const { report, corrections } = findingsOf(casesOf(dispatched('a')), casesOf(), BETWEEN)
    expect(corrections.size).toBe(0)
    expect(report).toMatchObject({ newCount: 0, closedCount: 0, confirmedCount: 0, rescindedCount: 0 })
  })

  test('a new round leaves the verdict on the round before it', () => {
    const after = dispatched('a', [
      ['arrived', 6],
      ['handled', 9],
      ['check-failed', 10],
      ['dispatched', 18],
    ])
    const { corrections } = findingsOf(casesOf(dispatched('a')), casesOf(after), BETWEEN)
    expect(corrections.get('a')?.map(({ to }) => to)).toEqual(['met', 'met'])
  })
})
