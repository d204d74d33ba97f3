import type { CaseItem } from '../view/items.ts'
import type { ClockRecord } from '../sla/clock-record.ts'
import type { AlarmKind } from '../alarm/alarm.ts'
import { priorityOf } from '../alarm/catalogue.ts'
import type { AlarmCondition } from '../alarm/condition.ts'

/** A condition of one cause for tests. */
export function condition(id: string, kind: AlarmKind, more: Partial<AlarmCondition> = {}): AlarmCondition {
  return { id, kind, priority: priorityOf(kind), sinceMs: 0, subject: id, zone: '老街', ...more }
}

export function conditionsOf(...list: readonly AlarmCondition[]): ReadonlyMap<string, AlarmCondition> {
  return new Map(list.map((one) => [one.id, one]))
}

export const START_MS = 1_738_893_600_000

export function clock(
  kind: ClockRecord['kind'],
  limitMs: number,
  more: Partial<ClockRecord> = {},
): ClockRecord {
  return { kind, startMs: START_MS, limitMs, atRiskPercent: 80, pauses: [], ...more }
}

/** A quick case pushed to one unit at `START_MS`. */
export function pushedCase(more: Partial<CaseItem> = {}): CaseItem {
  return {
    id: 'c1',
    title: '占道经营',
    address: '五一路菜场南口',
    stage: 'handle',
    stageSinceMs: START_MS,
    reportedMs: START_MS - 60_000,
    responseClass: 'quick',
    urgent: false,
    supervised: false,
    unitIds: ['u1'],
    clocks: [clock('arrive', 300_000), clock('handle', 600_000)],
    ended: false,
    closed: false,
    ...more,
  }
}
