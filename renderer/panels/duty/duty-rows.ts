import type { DutyPointItem, Staffing, UnitItem } from '../../../domain/view/items.ts'
import type { UnitStatus } from '../../../domain/model/terms.ts'
import { isSilent } from '../../wall/unit-silence.ts'

/** What needs somebody comes first; a point outside its hours needs nobody. */
const SEVERITY: Record<Staffing, number> = {
  unmanned: 0,
  silent: 1,
  'auxiliaries-only': 2,
  'out-on-case': 3,
  staffed: 4,
  'off-duty': 5,
}

export interface DutySummary {
  readonly count: number
  readonly byStaffing: readonly { readonly staffing: Staffing; readonly count: number }[]
  readonly signedIn: number
  readonly rostered: number
}

export function dutySummaryOf(points: Iterable<DutyPointItem>): DutySummary {
  const counts = new Map<Staffing, number>()
  let [count, signedIn, rostered] = [0, 0, 0]
  for (const point of points) {
    count++
    signedIn += point.signedInCount
    rostered += point.rosteredCount
    counts.set(point.staffing, (counts.get(point.staffing) ?? 0) + 1)
  }
  return { count, byStaffing: bySeverity(counts), signedIn, rostered }
}

export interface DutyCards {
  readonly cards: readonly DutyPointItem[]
  readonly hidden: readonly { readonly staffing: Staffing; readonly count: number }[]
  readonly hiddenCount: number
}

/**
 * While all fit, points keep the order of their ids, so that each has its place on the wall.
 * When they do not, the worst come first and the rest is counted.
 */
export function dutyCardsOf(points: Iterable<DutyPointItem>, capacity: number): DutyCards {
  const all = [...points].sort(byId)
  if (all.length <= capacity) return { cards: all, hidden: [], hiddenCount: 0 }
  const worstFirst = all.sort((a, b) => SEVERITY[a.staffing] - SEVERITY[b.staffing] || byId(a, b))
  const rest = worstFirst.slice(capacity)
  const counts = new Map<Staffing, number>()
  for (const { staffing } of rest) counts.set(staffing, (counts.get(staffing) ?? 0) + 1)
  return { cards: worstFirst.slice(0, capacity), hidden: bySeverity(counts), hiddenCount: rest.length }
}

function bySeverity(counts: ReadonlyMap<Staffing, number>) {
  return [...counts]
    .map(([staffing, count]) => ({ staffing, count }))
    .sort((a, b) => SEVERITY[a.staffing] - SEVERITY[b.staffing])
}

export interface UnitRow {
  readonly id: string
  readonly name: string
  readonly status: UnitStatus | 'silent' | 'unknown'
}

/** Who is away or in doubt is what one looks for; who stands at the post is the calm rest. */
const UNIT_ORDER = [
  'silent',
  'unknown',
  'dispatched',
  'acked',
  'en-route',
  'on-scene',
  'handling',
  'clearing',
  'busy-other',
  'out-of-service',
  'available-patrol',
  'available-post',
  'off-duty',
]

const UNIT_RANK = new Map(UNIT_ORDER.map((status, index) => [status, index]))

export interface UnitRows {
  readonly rows: readonly UnitRow[]
  readonly hidden: number
  readonly byStatus: readonly { readonly status: string; readonly count: number }[]
}

export function unitRowsOf(units: Iterable<UnitItem>, knownToMs: number, capacity: number): UnitRows {
  const counts = new Map<string, number>()
  const rows: UnitRow[] = []
  for (const unit of units) {
    const status = isSilent(unit, knownToMs) ? 'silent' : (unit.status ?? 'unknown')
    counts.set(status, (counts.get(status) ?? 0) + 1)
    rows.push({ id: unit.id, name: unit.name, status })
  }
  rows.sort((a, b) => rank(a.status) - rank(b.status) || byId(a, b))
  return {
    rows: rows.slice(0, capacity),
    hidden: Math.max(0, rows.length - capacity),
    byStatus: [...counts]
      .map(([status, count]) => ({ status, count }))
      .sort((a, b) => rank(a.status) - rank(b.status)),
  }
}

/** A status of a newer protocol is in doubt, too. */
function rank(status: string): number {
  return UNIT_RANK.get(status) ?? 1
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
