import type { Fact } from '../../proto/gen/wall/v1/case.ts'
import { ArrivalMethod, FactType, Means, Outcome } from '../../proto/gen/wall/v1/case.ts'
import type { SubmitRequest } from '../../proto/gen/wall/v1/command.ts'
import { UnitStatus } from '../../proto/gen/wall/v1/duty.ts'
import { coded } from '../coded-sentence.ts'
import type { Act } from '../identity/roles.ts'
import { Refusal, refuseUnless } from '../intake/refusal.ts'
import { durationMs } from '../timestamps.ts'

/** What an act means: one fact, and for the unit concerned a new status. */
export interface Meaning {
  readonly act: Act
  readonly fact: Partial<Fact> & { readonly type: Fact['type'] }
  readonly unitStatus?: UnitStatus
  /** The case leaves the unit. */
  readonly frees?: 'unit' | 'all-units'
}

/** Turns an act into facts. Throws a `Refusal` where the act lacks what it needs. */
export function meaningOf(request: SubmitRequest): Meaning {
  return dispatching(request) ?? working(request) ?? judging(request) ?? unknownAct()
}

function dispatching({ dispatch, acknowledge, return: back }: SubmitRequest): Meaning | undefined {
  if (dispatch) {
    return {
      act: 'dispatch',
      fact: { type: FactType.FACT_TYPE_DISPATCHED, unitId: unitOf(dispatch, 'dispatch') },
      unitStatus: UnitStatus.UNIT_STATUS_DISPATCHED,
    }
  }
  if (acknowledge) {
    return {
      act: 'acknowledge',
      fact: { type: FactType.FACT_TYPE_ACKNOWLEDGED, unitId: unitOf(acknowledge, 'acknowledge') },
      unitStatus: UnitStatus.UNIT_STATUS_ACKED,
    }
  }
  if (!back) return undefined
  requireField(back.reason !== '', 'reason', 'return.reason is empty; say why the unit gives the case back')
  return {
    act: 'return',
    fact: { type: FactType.FACT_TYPE_RETURNED, unitId: unitOf(back, 'return'), reason: back.reason },
    frees: 'unit',
  }
}

function working({ arrive, handle }: SubmitRequest): Meaning | undefined {
  if (arrive) {
    const sentence = 'arrive.reason is empty; an arrival entered by hand needs a reason'
    requireField(arrive.reason !== '', 'reason', sentence)
    return {
      act: 'arrive',
      fact: {
        type: FactType.FACT_TYPE_ARRIVED,
        unitId: unitOf(arrive, 'arrive'),
        arrivalMethod: ArrivalMethod.ARRIVAL_METHOD_MANUAL,
        reason: arrive.reason,
      },
      unitStatus: UnitStatus.UNIT_STATUS_ON_SCENE,
    }
  }
  if (!handle) return undefined
  const { outcome, means, evidenceCount, reason } = handle
  requireField(
    outcome !== Outcome.OUTCOME_UNSPECIFIED,
    'outcome',
    'handle.outcome is missing; say how the case was handled',
  )
  requireField(means !== Means.MEANS_UNSPECIFIED, 'means', 'handle.means is missing; say by which means')
  return {
    act: 'handle',
    fact: {
      type: FactType.FACT_TYPE_HANDLED,
      unitId: unitOf(handle, 'handle'),
      outcome,
      means,
      evidenceCount,
      reason,
    },
    unitStatus: UnitStatus.UNIT_STATUS_CLEARING,
    frees: 'unit',
  }
}

function judging({ pause, void: voided, note }: SubmitRequest): Meaning | undefined {
  if (pause) {
    const { reason, approver, duration } = pause
    requireField(reason !== '', 'reason', 'pause.reason is empty; a clock is paused for a reason only')
    requireField(approver !== '', 'approver', 'pause.approver is empty; the duty leader approves a pause')
    const hasDuration = duration !== undefined && durationMs(duration) > 0
    requireField(hasDuration, 'duration', 'pause.duration is missing; say for how long')
    return {
      act: 'pause',
      fact: { type: FactType.FACT_TYPE_PAUSE_APPROVED, reason, duration, actor: approver },
    }
  }
  if (voided) {
    requireField(voided.reason !== '', 'reason', 'void.reason is empty; say why the case is void')
    return {
      act: 'void',
      fact: { type: FactType.FACT_TYPE_VOIDED, reason: voided.reason },
      frees: 'all-units',
    }
  }
  if (!note) return undefined
  requireField(note.text !== '', 'text', 'note.text is empty')
  return { act: 'note', fact: { type: FactType.FACT_TYPE_NOTED, note: note.text } }
}

function unitOf(act: { readonly unitId: string }, name: string): string {
  requireField(act.unitId !== '', 'unit', `${name}.unitId is empty`)
  return act.unitId
}

function requireField(isThere: boolean, field: string, sentence: string): void {
  refuseUnless(isThere, sentence, coded('field-missing', { field }))
}

function unknownAct(): never {
  throw new Refusal('the request holds no act that this gateway knows', coded('act-unknown', {}))
}
