import type { Unknown } from '../model/terms.ts'

/** 到达 · 处置 · 宽限. Two of them have the limit of ten minutes; they are never the same clock. */
export const CLOCK_KINDS = ['arrive', 'handle', 'grace'] as const
export type ClockKind = (typeof CLOCK_KINDS)[number]

/** Why a clock counts for nothing. */
export type VoidReason = 'voided' | 'refused' | 'merged' | 'voice-corrected' | Unknown

export interface Pause {
  readonly fromMs: number
  /** When it ends by itself, or ended by a fact. */
  readonly toMs: number
  readonly reason?: string
  readonly approver?: string
}

/**
 * What is stored of a clock: instants, never a colour (I5). Together with a time it gives the state.
 * All instants are server time in milliseconds UTC; limits are inclusive.
 */
export interface ClockRecord {
  readonly kind: ClockKind
  readonly startMs: number
  readonly limitMs: number
  readonly atRiskPercent: number
  /** When the thing that the clock waits for happened. */
  readonly stopMs?: number
  /** In order, without overlap, each starting after the start. */
  readonly pauses: readonly Pause[]
  readonly voidReason?: VoidReason
  /** The case was handled, and nobody had arrived: arrival cannot be judged. */
  readonly noArrival?: boolean
  /** An approved appeal: the fact stays, the statistic skips it. */
  readonly exempt?: boolean
  /** The stop rests on a statement, not on a position or an online report. */
  readonly flag?: 'unverified' | 'manual' | 'late-unverified'
  /** The limit is that of this profile of the active event, not the policy's own. */
  readonly profileId?: string
  /** The unit that stopped it. */
  readonly unitId?: string
}
