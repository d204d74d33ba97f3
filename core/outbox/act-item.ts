import type { Act } from '../../domain/model/act.ts'
import { maskPersonalData } from '../../domain/privacy/mask-personal-data.ts'
import type { ActItem } from '../../domain/view/act-item.ts'
import type { ActRecord } from './act-record.ts'

/** An act for the views; what a person typed is masked like everything else on the glass. */
export function actItem({ id, caseId, act, state, madeMs, answeredMs, reason }: ActRecord): ActItem {
  return {
    id,
    caseId,
    act: maskedAct(act),
    state,
    madeMs,
    ...(answeredMs === undefined ? {} : { answeredMs }),
    ...(reason === undefined ? {} : { reason: maskPersonalData(reason) }),
  }
}

function maskedAct(act: Act): Act {
  if (act.kind === 'note') return { ...act, text: maskPersonalData(act.text) }
  if ('reason' in act) return { ...act, reason: maskPersonalData(act.reason) }
  return act
}
