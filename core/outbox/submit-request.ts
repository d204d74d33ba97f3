import { SubmitRequest } from '../../proto/gen/wall/v1/command.ts'
import { assertNever } from '../../domain/assert.ts'
import type { Act } from '../../domain/model/act.ts'
import { MEANS, OUTCOMES } from '../../domain/model/terms.ts'
import type { ActRecord } from './act-record.ts'

const EMPTY = new Uint8Array()

/** `epoch`: of the log that the gateway has now. A revision of another log says nothing in it. */
export function submitRequestOf(record: ActRecord, epoch: string): SubmitRequest {
  return {
    ...SubmitRequest.decode(EMPTY),
    commandId: record.id,
    basedOnRevision: record.epoch === epoch ? record.basedOnRevision : 0,
    actor: record.actor,
    madeAt: stampOf(record.madeMs),
    caseId: record.caseId,
    ...payloadOf(record.act),
  }
}

function payloadOf(act: Act): Partial<SubmitRequest> {
  switch (act.kind) {
    case 'acknowledge':
      return { acknowledge: { unitId: act.unitId } }
    case 'dispatch':
      return { dispatch: { unitId: act.unitId } }
    case 'arrive':
      return { arrive: { unitId: act.unitId, reason: act.reason } }
    case 'handle': {
      const { unitId, evidenceCount, reason } = act
      const outcome = numberOf(OUTCOMES, act.outcome) as NonNullable<SubmitRequest['handle']>['outcome']
      const means = numberOf(MEANS, act.means) as NonNullable<SubmitRequest['handle']>['means']
      return { handle: { unitId, outcome, means, evidenceCount, reason } }
    }
    case 'pause': {
      const { reason, approver, durationMs } = act
      return { pause: { reason, approver, duration: stampOf(durationMs) } }
    }
    case 'return':
      return { return: { unitId: act.unitId, reason: act.reason } }
    case 'void':
      return { void: { reason: act.reason } }
    case 'note':
      return { note: { text: act.text } }
    default:
      return assertNever(act)
  }
}

/** The inverse of `termOf`: lists are in the order of the wire, whose zero is "unspecified". */
function numberOf(terms: readonly string[], term: string): number {
  const known = terms.indexOf(term)
  return known >= 0 ? known + 1 : Number(/^unknown-(\d+)$/.exec(term)?.[1] ?? 0)
}

function stampOf(ms: number): { seconds: number; nanos: number } {
  const seconds = Math.floor(ms / 1000)
  return { seconds, nanos: Math.round((ms - seconds * 1000) * 1e6) }
}
