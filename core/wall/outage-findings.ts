import { deadlineMs } from '../../domain/sla/active-time.ts'
import { readClock } from '../../domain/sla/clock-state.ts'
import type { Correction, DarkReportItem } from '../../domain/view/truth.ts'
import type { ProjectedCase } from './case-item.ts'
import { correctionsOf, isBroken, type Interval } from './corrections.ts'

export type Cases = ReadonlyMap<string, ProjectedCase>

export interface OutageFindings {
  readonly report: DarkReportItem
  /** By case: what had been shown, and what it is. */
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
      if (isBroken(to)) confirmedCount++
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

function isClosed(one: ProjectedCase | undefined): boolean {
  return one !== undefined && (one.item.ended || one.item.closed)
}

function lateCountOf({ clocks }: ProjectedCase, { fromMs, toMs }: Interval): number {
  const all = clocks.cycles.flatMap(({ arrive, handle }) =>
    handle === undefined ? [arrive] : [arrive, handle],
  )
  return all.filter((clock) => {
    const { state } = readClock(clock, toMs, toMs)
    if (!isBroken(state)) return false
    const limitMs = deadlineMs(clock)
    return limitMs > fromMs && limitMs <= toMs
  }).length
}
