import type { SubmitRequest, SubmitResponse } from '../../proto/gen/wall/v1/command.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import type { Caller } from '../identity/caller.ts'
import { requireDistrict, requireRole } from '../identity/permissions.ts'
import { actOf } from '../identity/roles.ts'
import type { Log } from '../log/log.ts'
import { submit } from './submit.ts'

/** Carries out an act for a caller who may do it, and answers after both log and audit have it. */
export async function submitFor(
  caller: Caller,
  request: SubmitRequest,
  log: Log,
  audit: Pick<AuditLog, 'append'>,
): Promise<SubmitResponse> {
  requireRole(caller, request)
  const { response, isRepeated } = await submit(log, request, (writer) =>
    requireDistrict(caller, writer, request),
  )
  if (isRepeated) return response
  const { accepted, refusal, revision, conflict } = response
  const { commandId, caseId, actor } = request
  const act = { commandId, caseId, act: actOf(request) ?? 'unknown', actor, revision }
  if (accepted) await audit.append('command.accepted', caller.name, act)
  else await audit.append('command.refused', caller.name, { ...act, refusal, conflict })
  return response
}
