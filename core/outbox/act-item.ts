import type { Act } from '../../domain/model/act.ts'
import { maskPersonalData } from '../../domain/privacy/mask-personal-data.ts'
import { REFERENCES, type CodedSentence } from '../../domain/view/coded-sentence.ts'
import type { ActItem } from '../../domain/view/act-item.ts'
import type { ActRecord } from './act-record.ts'

/** An act for the views; what a person typed is masked like everything else on the glass. */
export function actItem({ id, caseId, act, state, madeMs, answeredMs, reason, coded }: ActRecord): ActItem {
  return {
    id,
    caseId,
    act: maskedAct(act),
    state,
    madeMs,
    ...(answeredMs === undefined ? {} : { answeredMs }),
    ...(reason === undefined ? {} : { reason: maskPersonalData(reason) }),
    ...(coded === undefined ? {} : { coded: maskedParts(coded) }),
  }
}

/** Ids stay as they are: a view finds by them what they refer to, which is masked by itself. */
function maskedParts({ code, parts }: CodedSentence): CodedSentence {
  const references: readonly string[] = REFERENCES
  const masked = Object.entries(parts).map(
    ([name, value]) => [name, references.includes(name) ? value : maskPersonalData(value)] as const,
  )
  return { code, parts: Object.fromEntries(masked) }
}

function maskedAct(act: Act): Act {
  if (act.kind === 'note') return { ...act, text: maskPersonalData(act.text) }
  if ('reason' in act) return { ...act, reason: maskPersonalData(act.reason) }
  return act
}
