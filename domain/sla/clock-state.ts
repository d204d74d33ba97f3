import { activeMs, deadlineMs, pauseAt } from './active-time.ts'
import type { ClockRecord } from './clock-record.ts'

/**
 * `presumed` is a breach by reckoning only: the limit passed while nothing was heard from the gateway.
 * It is not a breach, and turns into one or into something else when the gateway's facts arrive (I9).
 */
export type ClockState =
  'running' | 'at-risk' | 'paused' | 'met' | 'presumed' | 'breached' | 'met-late' | 'no-arrival' | 'void'

export interface ClockReading {
  readonly state: ClockState
  /** Limit minus active time: negative when overdue. */
  readonly remainingMs: number
  /** Active time: elapsed without pauses, up to the stop. */
  readonly activeMs: number
  /** The next instant at which the state changes by itself. */
  readonly nextChangeMs?: number
}

/**
 * The state of a clock at `nowMs`, a pure function (I5).
 * `knownToMs` is the server instant up to which every fact is known: `nowMs` while the link is live,
 * the last word of the gateway while it is not. A limit that passed after it is only presumed broken.
 */
export function readClock(clock: ClockRecord, nowMs: number, knownToMs: number): ClockReading {
  if (clock.voidReason !== undefined) return settled(clock, 'void', nowMs)
  if (clock.noArrival === true) return settled(clock, 'no-arrival', nowMs)
  const deadline = deadlineMs(clock)
  if (clock.stopMs !== undefined) {
    return settled(clock, clock.stopMs <= deadline ? 'met' : 'met-late', clock.stopMs)
  }
  const used = activeMs(clock, nowMs)
  const remaining = clock.limitMs - used
  if (nowMs > deadline) {
    const state = deadline < knownToMs ? 'breached' : 'presumed'
    return { state, remainingMs: remaining, activeMs: used }
  }
  const pause = pauseAt(clock, nowMs)
  if (pause !== undefined) {
    return { state: 'paused', remainingMs: remaining, activeMs: used, nextChangeMs: pause.toMs }
  }
  const atRiskAfterMs = (clock.limitMs * clock.atRiskPercent) / 100
  if (used >= atRiskAfterMs) {
    return { state: 'at-risk', remainingMs: remaining, activeMs: used, nextChangeMs: deadline + 1 }
  }
  return {
    state: 'running',
    remainingMs: remaining,
    activeMs: used,
    nextChangeMs: nextBoundary(clock, nowMs, nowMs + (atRiskAfterMs - used)),
  }
}

/** A pause may begin before the share of the limit is used up. */
function nextBoundary(clock: ClockRecord, nowMs: number, candidateMs: number): number {
  const nextPause = clock.pauses.find((pause) => pause.fromMs > nowMs)
  return nextPause === undefined ? candidateMs : Math.min(candidateMs, nextPause.fromMs)
}

function settled(clock: ClockRecord, state: ClockState, atMs: number): ClockReading {
  const used = activeMs(clock, atMs)
  return { state, remainingMs: clock.limitMs - used, activeMs: used }
}

/** Whether a clock in this state still asks somebody to act. */
export function isOpen(state: ClockState): boolean {
  return (
    state === 'running' ||
    state === 'at-risk' ||
    state === 'paused' ||
    state === 'presumed' ||
    state === 'breached'
  )
}
