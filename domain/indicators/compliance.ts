import { readClock, type ClockReading } from '../sla/clock-state.ts'
import type { ClockRecord } from '../sla/clock-record.ts'

/**
 * Fractile compliance of one kind of clock over a cohort (`domain.md` §5.6). `met / due` is the headline;
 * what is left out is counted beside it. Percentiles are nearest rank over finished clocks.
 */
export interface ComplianceFigures {
  readonly met: number
  /** 应处置数: finished or overdue, without what is excluded. */
  readonly due: number
  readonly p50Ms?: number
  readonly p90Ms?: number
  readonly maxMs?: number
  readonly openOverdue: number
  /** Overdue by reckoning only; in neither term. */
  readonly presumed: number
  readonly excluded: {
    readonly void: number
    readonly voiceCorrected: number
    readonly noArrival: number
    readonly exempt: number
    readonly notYetDue: number
  }
}

export interface ComplianceReport extends ComplianceFigures {
  /** Finished clocks per minute of active time; the last entry holds everything from there on. */
  readonly perMinute: readonly number[]
}

/** Below this many, percentages and percentiles say nothing: show counts only. */
export const MINIMUM_COUNT = 20

const MINUTES_SHOWN = 16

export function complianceOf(
  clocks: readonly ClockRecord[],
  nowMs: number,
  knownToMs: number,
): ComplianceReport {
  const tally = new ComplianceTally()
  for (const clock of clocks) tally.add(clock, readClock(clock, nowMs, knownToMs))
  return tally.report()
}

/** Counts clocks that were read already, so that one reading serves several groups. */
export class ComplianceTally {
  readonly #excluded = { void: 0, voiceCorrected: 0, noArrival: 0, exempt: 0, notYetDue: 0 }
  readonly #finishedMs: number[] = []
  #met = 0
  #openOverdue = 0
  #presumed = 0

  add(clock: ClockRecord, { state, activeMs }: ClockReading): void {
    const excluded = this.#excluded
    if (clock.voidReason === 'voice-corrected') excluded.voiceCorrected++
    else if (state === 'void') excluded.void++
    else if (clock.exempt === true) excluded.exempt++
    else if (state === 'no-arrival') excluded.noArrival++
    else if (state === 'breached') this.#openOverdue++
    else if (state === 'presumed') this.#presumed++
    else if (state === 'met' || state === 'met-late') {
      this.#finishedMs.push(activeMs)
      if (state === 'met') this.#met++
    } else excluded.notYetDue++
  }

  figures(): ComplianceFigures {
    this.#finishedMs.sort((a, b) => a - b)
    return {
      met: this.#met,
      due: this.#finishedMs.length + this.#openOverdue,
      ...percentiles(this.#finishedMs),
      openOverdue: this.#openOverdue,
      presumed: this.#presumed,
      excluded: { ...this.#excluded },
    }
  }

  report(): ComplianceReport {
    return { ...this.figures(), perMinute: perMinute(this.#finishedMs) }
  }
}

/** Whether a clock stands in the denominator: finished or overdue, and not excluded. */
export function isDue(clock: ClockRecord, { state }: ClockReading): boolean {
  if (clock.exempt === true) return false
  return state === 'met' || state === 'met-late' || state === 'breached'
}

/** Nearest rank: the smallest value that at least `percent` of all do not exceed. */
export function nearestRank(sorted: readonly number[], percent: number): number | undefined {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)]
}

function percentiles(sorted: readonly number[]): Pick<ComplianceReport, 'p50Ms' | 'p90Ms' | 'maxMs'> {
  const [p50Ms, p90Ms, maxMs] = [nearestRank(sorted, 50), nearestRank(sorted, 90), sorted.at(-1)]
  if (p50Ms === undefined || p90Ms === undefined || maxMs === undefined) return {}
  return { p50Ms, p90Ms, maxMs }
}

function perMinute(finishedMs: readonly number[]): readonly number[] {
  const counts = new Array<number>(MINUTES_SHOWN).fill(0)
  for (const ms of finishedMs) {
    const minute = Math.min(MINUTES_SHOWN - 1, Math.floor(ms / 60_000))
    counts[minute] = (counts[minute] ?? 0) + 1
  }
  return counts
}

/** `numerator / denominator` in percent, truncated to `digits`; `undefined` when there is nothing to divide by. */
export function percentTruncated(numerator: number, denominator: number, digits: number): string | undefined {
  if (denominator === 0) return undefined
  const scale = 10 ** digits
  return (Math.floor((numerator * 100 * scale) / denominator) / scale).toFixed(digits)
}
