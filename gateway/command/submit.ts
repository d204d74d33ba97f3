import { status } from '@grpc/grpc-js'
import { Fact, FactType, Stage } from '../../proto/gen/wall/v1/case.ts'
import type { Case } from '../../proto/gen/wall/v1/case.ts'
import type { SubmitRequest, SubmitResponse } from '../../proto/gen/wall/v1/command.ts'
import type { Unit } from '../../proto/gen/wall/v1/duty.ts'
import { putResource } from '../intake/accept-record.ts'
import { append, decodeCase } from '../intake/case-evolution.ts'
import { cleaned } from '../intake/cleaned.ts'
import { Datum } from '../../proto/gen/wall/v1/intake.ts'
import { Refusal, refuseUnless } from '../intake/refusal.ts'
import { requireId } from '../intake/resource-rules.ts'
import type { Log, LogWriter } from '../log/log.ts'
import { CallError } from '../unary.ts'
import { durationMs, toMs, toTimestamp } from '../timestamps.ts'
import { meaningOf } from './acts.ts'
import type { Meaning } from './acts.ts'
import { moveUnits, requireUnit } from './units.ts'

/** A fact and the units that it moves. */
const WEIGHT = 2

const PAUSE_FACTS: ReadonlySet<FactType> = new Set<FactType>([
  FactType.FACT_TYPE_PAUSE_APPROVED,
  FactType.FACT_TYPE_RESUMED,
])

/**
 * Carries out an act exactly once: the first response to a command id, refusals included, is kept with the
 * changes it describes, in the same transaction, and given again whenever the id comes again.
 */
export async function submit(log: Log, request: SubmitRequest): Promise<SubmitResponse> {
  if (request.commandId === '') throw new CallError(status.INVALID_ARGUMENT, 'commandId is empty')
  return log.write({ weight: WEIGHT, atomic: true, run: (writer) => once(writer, request) })
}

function once(writer: LogWriter, request: SubmitRequest): SubmitResponse {
  const first = writer.commandResult(request.commandId)
  if (first) return { ...first, conflict: false }
  const response = judge(writer, request)
  writer.rememberCommand(request.commandId, response)
  return response
}

/** Everything that can refuse comes before the first write. */
function judge(writer: LogWriter, raw: SubmitRequest): SubmitResponse {
  try {
    const request = cleaned(raw, Datum.DATUM_UNSPECIFIED, 'command')
    requireId(request.commandId, 'commandId')
    requireId(request.caseId, 'caseId')
    refuseUnless(request.actor !== '', 'actor is empty; an act has somebody who did it')
    refuseUnless(
      request.basedOnRevision <= writer.revision,
      `basedOnRevision ${request.basedOnRevision} is not of this log; the wall must relist first`,
    )
    const known = decodeCase(writer.get('case', request.caseId)?.resource)
    refuseUnless(known, `case ${request.caseId} is not known`)
    carryOut(writer, request, known)
    return { accepted: true, refusal: '', revision: writer.revision, conflict: false }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { accepted: false, refusal: error.message, revision: writer.revision, conflict: false }
  }
}

function carryOut(writer: LogWriter, request: SubmitRequest, known: Case): void {
  const meaning = meaningOf(request)
  const unit = requireUnit(writer, known, meaning)
  requirePausable(known, meaning, writer.nowMs)
  const next = append(known, factOf(request, meaning, unit, writer.nowMs), writer.nowMs, 'act')
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

/** A pause ends by itself after its duration, or earlier when the case is resumed. */
function requirePausable(known: Case, { fact }: Meaning, nowMs: number): void {
  if (fact.type !== FactType.FACT_TYPE_PAUSE_APPROVED) return
  const dispatched = known.facts.some((other) => other.type === FactType.FACT_TYPE_DISPATCHED)
  refuseUnless(dispatched, `case ${known.id} cannot be paused: its clock has not started`)
  refuseUnless(known.stage < Stage.STAGE_CHECK, `case ${known.id} cannot be paused: it is handled`)
  const last = known.facts.findLast((other) => PAUSE_FACTS.has(other.type))
  if (last?.type !== FactType.FACT_TYPE_PAUSE_APPROVED || !last.at || !last.duration) return
  refuseUnless(toMs(last.at) + durationMs(last.duration) < nowMs, `case ${known.id} is paused already`)
}
