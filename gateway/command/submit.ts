import { status } from '@grpc/grpc-js'
import type { SubmitRequest, SubmitResponse } from '../../proto/gen/wall/v1/command.ts'
import { Datum } from '../../proto/gen/wall/v1/intake.ts'
import { coded } from '../coded-sentence.ts'
import { cleaned } from '../intake/cleaned.ts'
import { Refusal, refuseUnless } from '../intake/refusal.ts'
import { requireId } from '../intake/resource-rules.ts'
import { requireReal } from '../intake/synthetic.ts'
import type { Log, LogWriter } from '../log/log.ts'
import { CallError } from '../unary.ts'
import { isConflict } from './conflict.ts'
import { carryOut, planAct } from './plan.ts'

/** A fact and the units that it moves. */
const WEIGHT = 2

/** What stands around an act, inside its transaction. */
export interface Frame {
  /** Throws a `CallError` where the sender may not do this; nothing is kept of the command then. */
  readonly permit: (writer: LogWriter) => void
  /** Called with the first response to a command id. */
  readonly decided: (writer: LogWriter, response: SubmitResponse) => void
}

export interface Submitted {
  readonly response: SubmitResponse
  /** The command id was known: this is the first response. */
  readonly isRepeated: boolean
}

/**
 * Carries out an act exactly once: the first response to a command id, refusals included, is kept with the
 * changes it describes, in the same transaction, and given again whenever the id comes again.
 */
export async function submit(log: Log, request: SubmitRequest, frame: Frame): Promise<Submitted> {
  if (request.commandId === '') throw new CallError(status.INVALID_ARGUMENT, 'commandId is empty')
  return log.write({ weight: WEIGHT, atomic: true, run: (writer) => once(writer, request, frame) })
}

function once(writer: LogWriter, request: SubmitRequest, frame: Frame): Submitted {
  const first = writer.commandResult(request.commandId)
  if (first) return { response: first, isRepeated: true }
  frame.permit(writer)
  const response = judge(writer, request)
  writer.rememberCommand(request.commandId, response)
  frame.decided(writer, response)
  return { response, isRepeated: false }
}

/** Everything that can refuse comes before the first write. */
function judge(writer: LogWriter, raw: SubmitRequest): SubmitResponse {
  try {
    const request = cleaned(raw, Datum.DATUM_UNSPECIFIED, 'command')
    requireForm(writer, request)
    const refusal = carryOutOrRefuse(writer, request)
    if (refusal) return refused(writer, refusal, isConflict(writer, request))
    return { accepted: true, refusal: '', revision: writer.revision, conflict: false }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return refused(writer, error, false)
  }
}

function requireForm(writer: LogWriter, request: SubmitRequest): void {
  requireId(request.commandId, 'commandId')
  requireId(request.caseId, 'caseId')
  requireReal(request.caseId, false, 'command')
  refuseUnless(request.actor !== '', 'actor is empty; an act has somebody who did it')
  refuseUnless(
    request.basedOnRevision <= writer.revision,
    `basedOnRevision ${request.basedOnRevision} is not of this log; the wall must relist first`,
    coded('revision-ahead', { revision: String(request.basedOnRevision) }),
  )
}

function carryOutOrRefuse(writer: LogWriter, request: SubmitRequest): Refusal | undefined {
  try {
    carryOut(writer, planAct(writer, request, writer.nowMs))
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

/** What has no code of its own is a form that no view of a wall makes. */
function refused(writer: LogWriter, refusal: Refusal, conflict: boolean): SubmitResponse {
  const { message, coded: own = coded('form-refused', {}) } = refusal
  return { accepted: false, refusal: message, revision: writer.revision, conflict, coded: own }
}
