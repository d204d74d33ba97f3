import { CLOCK_KINDS, type ClockKind, type ClockRecord } from '../../domain/sla/clock-record.ts'
import { readClock, type ClockState } from '../../domain/sla/clock-state.ts'
import type { Correction } from '../../domain/view/truth.ts'
import type { ProjectedCase } from './case-item.ts'

/** Nothing was heard of what happened between these two, in server time; the same twice while the link is live. */
export interface Interval {
  readonly fromMs: number
  readonly toMs: number
}

/**
 * What was shown of a case and is not so: a breach that was presumed and is now known, either way; and one that
 * was certain and has been taken back, by facts of a handset that came late or by anything else. A breach never
 * goes away without one of these.
 */
export function correctionsOf(
  before: ProjectedCase,
  after: ProjectedCase,
  { fromMs, toMs }: Interval,
): readonly Correction[] {
  const round = before.clocks.cycles.length - 1
  return CLOCK_KINDS.flatMap((kind): readonly Correction[] => {
    const known = clockOf(before, kind, round)
    const actual = clockOf(after, kind, round)
    if (known === undefined || actual === undefined) return []
    const shown = readClock(known, toMs, fromMs).state
    const { state } = readClock(actual, toMs, toMs)
    if (state === 'presumed') return []
    if (shown === 'presumed') return [{ kind, to: state, atMs: toMs }]
    return isBroken(shown) && !isBroken(state) ? [{ kind, to: state, atMs: toMs, certain: true }] : []
  })
}

export function isBroken(state: ClockState): boolean {
  return state === 'breached' || state === 'met-late'
}

/** A round that has begun since then has clocks of its own; what was shown was of the one before. */
function clockOf({ clocks }: ProjectedCase, kind: ClockKind, round: number): ClockRecord | undefined {
  return kind === 'grace' ? clocks.grace : clocks.cycles[round]?.[kind]
}
