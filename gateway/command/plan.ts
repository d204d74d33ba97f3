import { Fact } from '../../proto/gen/wall/v1/case.ts'
import type { Case } from '../../proto/gen/wall/v1/case.ts'
import type { SubmitRequest } from '../../proto/gen/wall/v1/command.ts'
import type { Unit } from '../../proto/gen/wall/v1/duty.ts'
import { putResource } from '../intake/accept-record.ts'
import { coded } from '../coded-sentence.ts'
import { append, decodeCase } from '../intake/case-evolution.ts'
import { refuseUnless } from '../intake/refusal.ts'
import type { LogWriter } from '../log/log.ts'
import { toTimestamp } from '../timestamps.ts'
import { meaningOf } from './acts.ts'
import type { Meaning } from './acts.ts'
import { requireOrder } from './order.ts'
import { moveUnits, requireUnit } from './units.ts'

/** The state that an act is judged by: that of now, or that which its sender had before them. */
export type StateReader = Pick<LogWriter, 'get'>

/** An act that is possible, and what it makes of the case. */
export interface Plan {
  readonly known: Case
  readonly next: Case
  readonly meaning: Meaning
  readonly unit: Unit | undefined
}

/** Judges an act without writing anything. Throws a `Refusal` where it is not possible. */
export function planAct(reader: StateReader, request: SubmitRequest, nowMs: number): Plan {
  const meaning = meaningOf(request)
  const known = decodeCase(reader.get('case', request.caseId)?.resource)
  refuseUnless(known, `case ${request.caseId} is not known`, coded('case-unknown', { case: request.caseId }))
  const unit = requireUnit(reader, known, meaning)
  requireOrder(known, meaning, nowMs)
  const next = append(known, factOf(request, meaning, unit, nowMs), nowMs, 'act')
  return { known, next, meaning, unit }
}

export function carryOut(writer: LogWriter, { known, next, meaning, unit }: Plan): void {
  putResource(writer, 'case', known.id, next)
  moveUnits(writer, known, meaning, unit)
}

function factOf(request: SubmitRequest, meaning: Meaning, unit: Unit | undefined, nowMs: number): Fact {
  return {
    ...Fact.decode(new Uint8Array()),
    id: `command:${request.commandId}`,
    at: toTimestamp(nowMs),
    deviceAt: request.madeAt,
    actor: request.actor,
    // The result counts as an officer's when one is in the unit; an auxiliary alone may not handle.
    byOfficer: (unit?.officerCount ?? 0) > 0,
    ...meaning.fact,
  }
}
