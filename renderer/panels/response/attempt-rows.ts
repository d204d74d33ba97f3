import type { UnitAttempt, UnusualCase } from '../../../domain/indicators/indicator-detail.ts'
import { pauseAt } from '../../../domain/sla/active-time.ts'
import { readClock, type ClockState } from '../../../domain/sla/clock-state.ts'

export interface AttemptRow {
  readonly caseId: string
  readonly title: string
  readonly address: string
  readonly dispatchMs: number
  readonly open: boolean
  readonly rounds: number
  readonly arriveState?: ClockState
  readonly handleState?: ClockState
  readonly handleActiveMs?: number
  readonly handleLimitMs?: number
  readonly attempts: readonly AttemptLine[]
  readonly pauses: readonly PauseLine[]
  readonly pausedMs: number
  readonly extensions: UnusualCase['extensions']
}

/** A unit's own times, from its own push. Only one of them decided for the case. */
export interface AttemptLine extends UnitAttempt {
  readonly decided: boolean
  readonly tookMs?: number
}

export interface PauseLine {
  readonly reason?: string
  readonly approver?: string
  readonly lastedMs: number
  readonly running: boolean
}

/** Open cases first, each part newest first. */
export function attemptRowsOf(
  cases: readonly UnusualCase[],
  nowMs: number,
  knownToMs: number,
): readonly AttemptRow[] {
  const openFirst = cases.toSorted((a, b) => Number(b.open) - Number(a.open))
  return openFirst.map((one) => {
    const { caseId, title, address, dispatchMs, open, rounds, arrive, handle, extensions } = one
    const arriveReading = arrive && readClock(arrive, nowMs, knownToMs)
    const handleReading = handle && readClock(handle, nowMs, knownToMs)
    const pauses = (handle?.pauses ?? []).filter((pause) => pause.fromMs <= nowMs).map(pauseLine)
    return {
      caseId,
      title,
      address,
      dispatchMs,
      open,
      rounds,
      extensions,
      attempts: one.attempts.map((attempt) => attemptLine(attempt, one)),
      pauses,
      pausedMs: pauses.reduce((sum, { lastedMs }) => sum + lastedMs, 0),
      ...(arriveReading === undefined ? {} : { arriveState: arriveReading.state }),
      ...(handle === undefined || handleReading === undefined
        ? {}
        : {
            handleState: handleReading.state,
            handleActiveMs: handleReading.activeMs,
            handleLimitMs: handle.limitMs,
          }),
    }

    function pauseLine(pause: NonNullable<typeof handle>['pauses'][number]): PauseLine {
      const running = handle?.stopMs === undefined && handle !== undefined && pauseAt(handle, nowMs) === pause
      return {
        lastedMs: Math.min(pause.toMs, nowMs) - pause.fromMs,
        running,
        ...(pause.reason === undefined ? {} : { reason: pause.reason }),
        ...(pause.approver === undefined ? {} : { approver: pause.approver }),
      }
    }
  })
}

function attemptLine(attempt: UnitAttempt, { arrive }: UnusualCase): AttemptLine {
  const { arrivedMs, returnedMs, pushedMs, unitId } = attempt
  const endMs = arrivedMs ?? returnedMs
  return {
    ...attempt,
    decided: arrivedMs !== undefined && arrive?.stopMs === arrivedMs && arrive.unitId === unitId,
    ...(endMs === undefined ? {} : { tookMs: endMs - pushedMs }),
  }
}
