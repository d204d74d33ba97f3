import type { SubmitRequest } from '../../proto/gen/wall/v1/command.ts'
import { Refusal } from '../intake/refusal.ts'
import type { LogWriter } from '../log/log.ts'
import { planAct } from './plan.ts'

/**
 * Whether a refused act would have been accepted at the revision that its sender had seen: somebody else was
 * first. Where that state is no longer known, a case that changed since then counts as such.
 */
export function isConflict(writer: LogWriter, request: SubmitRequest): boolean {
  const { basedOnRevision, caseId } = request
  if (basedOnRevision <= 0 || basedOnRevision >= writer.revision) return false
  const before = caseId === '' ? undefined : writer.get('case', caseId)
  if (!before) return false
  let isForgotten = false
  const reader: Pick<LogWriter, 'get'> = {
    get(kind, id) {
      const now = writer.get(kind, id)
      if (!now || now.revision <= basedOnRevision) return now
      const then = writer.getAt(kind, id, basedOnRevision)
      if (!then) isForgotten = true
      return then ?? now
    },
  }
  try {
    planAct(reader, request, writer.nowMs)
    return true
  } catch (error) {
    if (error instanceof Refusal) return isForgotten
    throw error
  }
}
