import type { ClockKind } from '../sla/clock-record.ts'
import type { ClockState } from '../sla/clock-state.ts'

/** 更正: a breach that was shown, and what the gateway's facts made of it. */
export interface Correction {
  readonly kind: ClockKind
  readonly to: Extract<
    ClockState,
    'breached' | 'met-late' | 'met' | 'running' | 'at-risk' | 'paused' | 'void' | 'no-arrival'
  >
  /** Server time when the wall learned it; shown for ten minutes from here. */
  readonly atMs: number
  /** It had been certain, and facts that came late took it back; absent: it had only been presumed. */
  readonly certain?: true
}

/** 断线期间: what happened while the wall was cut off, as one card. One item per interval, newest last. */
export interface DarkReportItem {
  readonly id: string
  readonly fromMs: number
  readonly toMs: number
  /** Cases first heard of after it. */
  readonly newCount: number
  readonly closedCount: number
  /** Limits that were broken in it. */
  readonly lateCount: number
  readonly confirmedCount: number
  readonly rescindedCount: number
  /** Alarms whose cause lies in it: listed, and not announced. */
  readonly alarmCount?: number
}

/** The last proof of life that came through: server times at each station. */
export interface PathProof {
  /** The gateway put it into its log. */
  readonly emittedMs: number
  /** This wall had it on disk. */
  readonly storedMs: number
}

/** The gateway makes one proof of life in this time. */
export const PROOF_EVERY_MS = 60_000

/** How long a correction, an answered act and a dark report stay on the glass. */
export const SHOWN_FOR_MS = 600_000
