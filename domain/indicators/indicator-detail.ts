import type { Attempt } from '../sla/attempts.ts'
import type { ClockRecord } from '../sla/clock-record.ts'
import type { ComplianceFigures } from './compliance.ts'

/** The two clocks of the cases of one group: since midnight, and as `met / due` of the last 60 minutes. */
export interface GroupFigures {
  /** A source, a grid or an hour of the day (`14`). `unplaced`: no grid of the level in question. */
  readonly key: string
  readonly arrive: ComplianceFigures
  readonly handle: ComplianceFigures
  readonly arriveLastHour: Share
  readonly handleLastHour: Share
}

export interface Share {
  readonly met: number
  readonly due: number
}

/**
 * One grid in the comparison of grids. `filed` belongs to the day of the filing. All others are of cases first
 * dispatched today: `due` is 应结案数, handled or overdue without what is excluded; `closed`, `closedOnTime` and
 * `reworked` are parts of it.
 */
export interface GridFigures {
  readonly key: string
  readonly filed: number
  readonly due: number
  readonly closed: number
  readonly closedOnTime: number
  readonly reworked: number
}

/** 宽限 begun today: what became of it. */
export interface GraceFigures {
  readonly started: number
  readonly leftInTime: number
  /** The time ran out, or the case was handled before the vehicle left. */
  readonly stayed: number
  readonly running: number
}

/** One push to one unit, with what the unit said when it gave the case back. */
export interface UnitAttempt extends Attempt {
  readonly acknowledgedMs?: number
  readonly returnReason?: string
}

export interface Extension {
  readonly atMs: number
  readonly approver?: string
  readonly reason?: string
}

/** What of a case does not fit into two clocks: several units, returns, pauses, extensions, rounds, 宽限. */
export interface CaseStory {
  readonly attempts: readonly UnitAttempt[]
  readonly extensions: readonly Extension[]
  readonly rounds: number
  readonly graceStartedMs?: number
  readonly graceLeftMs?: number
}

/** A case of today whose response was not one unit going once. The clocks are those of the last round. */
export interface UnusualCase extends CaseStory {
  readonly caseId: string
  readonly title: string
  readonly address: string
  readonly dispatchMs: number
  readonly open: boolean
  readonly arrive?: ClockRecord
  readonly handle?: ClockRecord
}

/** Counts per hour of a day, from its midnight. `knownFromMs`: its first case; absent while none is known. */
export interface HourCounts {
  readonly knownFromMs?: number
  readonly filed: readonly number[]
  readonly closed: readonly number[]
}

/** The numbers of the day by groups, for the scenes of the response and of the indicators. */
export interface IndicatorDetail {
  readonly bySource: readonly GroupFigures[]
  readonly byGrid: readonly GroupFigures[]
  readonly byHour: readonly GroupFigures[]
  readonly grids: readonly GridFigures[]
  readonly hours: HourCounts
  /** Absent while nothing of the day before is known: then nothing is compared. */
  readonly yesterday?: HourCounts
  /** Closed today, by outcome; `unspecified` where none was said. */
  readonly outcomes: Readonly<Record<string, number>>
  readonly grace: GraceFigures
  /** Newest first, at most `UNUSUAL_SHOWN` of `unusualCount`. */
  readonly unusual: readonly UnusualCase[]
  readonly unusualCount: number
}

export const UNUSUAL_SHOWN = 60
