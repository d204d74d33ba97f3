import { status } from '@grpc/grpc-js'
import type { Case } from '../../proto/gen/wall/v1/case.ts'
import type { RevealRequest, RevealResponse } from '../../proto/gen/wall/v1/command.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import { coded } from '../coded-sentence.ts'
import { decodeCase } from '../intake/case-evolution.ts'
import { cleaned } from '../intake/cleaned.ts'
import { Refusal } from '../intake/refusal.ts'
import { Datum } from '../../proto/gen/wall/v1/intake.ts'
import type { Log } from '../log/log.ts'
import { CallError } from '../unary.ts'
import type { Caller } from './caller.ts'
import { requireCaseDistrict, requireReveal } from './permissions.ts'

const REASON_LENGTH = 200

interface RevealParts {
  readonly log: Pick<Log, 'write'>
  readonly audit: Pick<AuditLog, 'append'>
}

/**
 * The personal data of one case in full. Who looked, at what and why is in the audit before the answer leaves;
 * while the audit cannot be written, nothing is shown to anybody.
 */
export async function reveal(
  { log, audit }: RevealParts,
  caller: Caller,
  request: RevealRequest,
): Promise<RevealResponse> {
  requireReveal(caller)
  const { caseId, reason, actor } = checked(request)
  const found = await log.write({
    weight: 0,
    atomic: false,
    run(reader) {
      requireCaseDistrict(caller, reader, caseId)
      return reader.get('case', caseId)
    },
  })
  const known = decodeCase(found?.resource)
  if (!found || !known) {
    const why = coded('case-unknown', { case: caseId })
    throw new CallError(status.NOT_FOUND, `case ${caseId} is not known`, why)
  }
  const { revision } = found
  const detail = { caseId, revision, reason, ...(caller.isProven ? {} : { actor }) }
  if (!(await audit.append('reveal.granted', caller.name, detail))) {
    // The row waits until the disk takes it; beside it will stand that nobody saw anything.
    void audit.append('reveal.withheld', caller.name, detail)
    throw new CallError(
      status.UNAVAILABLE,
      'the audit cannot be written, and without it no personal data are shown: see the log of the gateway',
      coded('audit-failed', {}),
    )
  }
  return { revision, ...textsOf(known) }
}

function checked(request: RevealRequest): RevealRequest {
  if (request.caseId === '') throw new CallError(status.INVALID_ARGUMENT, 'caseId is empty')
  const reason = request.reason.trim()
  if (reason === '') {
    const sentence = 'reason is empty; say why the full text is needed'
    throw new CallError(status.INVALID_ARGUMENT, sentence, coded('field-missing', { field: 'reason' }))
  }
  if (reason.length > REASON_LENGTH) {
    const sentence = `reason has more than ${REASON_LENGTH} characters`
    const why = coded('text-too-long', { limit: String(REASON_LENGTH) })
    throw new CallError(status.INVALID_ARGUMENT, sentence, why)
  }
  try {
    return cleaned({ ...request, reason }, Datum.DATUM_UNSPECIFIED, 'reveal')
  } catch (error) {
    if (error instanceof Refusal) throw new CallError(status.INVALID_ARGUMENT, error.message, error.coded)
    throw error
  }
}

function textsOf({ title, address, sourceState, facts }: Case): Omit<RevealResponse, 'revision'> {
  return {
    title,
    address,
    sourceState,
    facts: facts
      .filter(({ reason, note }) => reason !== '' || note !== '')
      .map(({ id, actor, reason, note }) => ({ id, actor, reason, note })),
  }
}
