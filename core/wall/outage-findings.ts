import { deadlineMs } from '../../domain/sla/active-time.ts'
import { CLOCK_KINDS, type ClockKind, type ClockRecord } from '../../domain/sla/clock-record.ts'
import { readClock } from '../../domain/sla/clock-state.ts'
import type { Correction, DarkReportItem } from '../../domain/view/truth.ts'
import type { ProjectedCase } from './case-item.ts'

export type Cases = ReadonlyMap<string, ProjectedCase>

/** Nothing was heard of what happened between these two, in server time. */
export interface Interval {
  readonly fromMs: number
  readonly toMs: number
}

export interface OutageFindings {
  readonly report: DarkReportItem
  /** By case: what had been presumed, and what it is. */
  readonly corrections: ReadonlyMap<string, readonly Correction[]>
}

/**
 * What a wall learns when it hears again, from the cases as it knew them and as they are: pure, and the same
 * for a resume and for a list. Counted are limits of arrival and handling; grace is corrected, not counted.
 */
export function findingsOf(before: Cases, after: Cases, interval: Interval): OutageFindings {
  const corrections = new Map<string, readonly Correction[]>()
  let confirmedCount = 0
  let rescindedCount = 0
  for (const [id, known] of before) {
    const now = after.get(id)
    const found = now === undefined ? [] : correctionsOf(known, now, interval)
    if (found.length > 0) corrections.set(id, found)
    for (const { kind, to } of found) {
      if (kind === 'grace') continue
      if (to === 'breached' || to === 'met-late') confirmedCount++
      else rescindedCount++
    }
  }
  const cases = [...after]
  const report = {
    id: `dark-${interval.fromMs}-${interval.toMs}`,
    ...interval,
    newCount: cases.filter(([id]) => !before.has(id)).length,
    closedCount: cases.filter(([id, one]) => isClosed(one) && !isClosed(before.get(id))).length,
    lateCount: cases.reduce((sum, [, one]) => sum + lateCountOf(one, interval), 0),
    confirmedCount,
    rescindedCount,
  }
  return { report, corrections }
}

function correctionsOf(
  before: ProjectedCase,
  after: ProjectedCase,
  { fromMs, toMs }: Interval,
): readonly Correction[] {
  const round = before.clocks.cycles.length - 1
  return CLOCK_KINDS.flatMap((kind) => {
    const presumed = clockOf(before, kind, round)
    const actual = clockOf(after, kind, round)
    if (presumed === undefined || actual === undefined) return []
    if (readClock(presumed, toMs, fromMs).state !== 'presumed') return []
    const { state } = readClock(actual, toMs, toMs)
    return state === 'presumed' ? [] : [{ kind, to: state, atMs: toMs }]
  })
}

/** A round that has begun since then has clocks of its own; what was presumed was of the one before. */
function clockOf({ clocks }: ProjectedCase, kind: ClockKind, round: number): ClockRecord | undefined {
  return kind === 'grace' ? clocks.grace : clocks.cycles[round]?.[kind]
}

function isClosed(one: ProjectedCase | undefined): boolean {
  return one !== undefined && (one.item.ended || one.item.closed)
}

function lateCountOf({ clocks }: ProjectedCase, { fromMs, toMs }: Interval): number {
  const all = clocks.cycles.flatMap(({ arrive, handle }) =>
    handle === undefined ? [arrive] : [arrive, handle],
  )
  return all.filter((clock) => {
    const { state } = readClock(clock, toMs, toMs)
    if (state !== 'breached' && state !== 'met-late') return false
    const limitMs = deadlineMs(clock)
    return limitMs > fromMs && limitMs <= toMs
  }).length
}
