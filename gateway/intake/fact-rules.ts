import { FactType, Stage } from '../../proto/gen/wall/v1/case.ts'
import type { Fact } from '../../proto/gen/wall/v1/case.ts'
import { coded } from '../coded-sentence.ts'
import { Refusal, refuseUnless } from './refusal.ts'
import { requireId } from './resource-rules.ts'
import { stateOf } from './case-facts.ts'
import { durationMs, toMs } from '../timestamps.ts'

/** Clocks of two machines differ; more than this is not a difference but a mistake. */
const FUTURE_TOLERANCE_MS = 5_000

/** How a case has ended: in words for the sentence, and the word of the contract for its code. */
const ENDINGS: ReadonlyMap<FactType, { readonly words: string; readonly ending: string }> = new Map<
  FactType,
  { readonly words: string; readonly ending: string }
>([
  [FactType.FACT_TYPE_REFUSED, { words: 'refused', ending: 'refused' }],
  [FactType.FACT_TYPE_VOIDED, { words: 'void', ending: 'voided' }],
  [FactType.FACT_TYPE_MERGED, { words: 'merged into another case', ending: 'merged' }],
])

/** What may still be said of a case that has ended. */
const AFTER_THE_END: ReadonlySet<FactType> = new Set<FactType>([
  FactType.FACT_TYPE_NOTED,
  FactType.FACT_TYPE_EXEMPTED,
])

/** A fact of the first kind is impossible before one of the others. */
const NEEDS: ReadonlyMap<FactType, { readonly before: readonly FactType[]; readonly sentence: string }> =
  new Map<FactType, { readonly before: readonly FactType[]; readonly sentence: string }>([
    [FactType.FACT_TYPE_ACKNOWLEDGED, needsDispatch('acknowledged')],
    [FactType.FACT_TYPE_EN_ROUTE, needsDispatch('on its way')],
    [FactType.FACT_TYPE_ARRIVED, needsDispatch('arrived at')],
    [FactType.FACT_TYPE_RETURNED, needsDispatch('returned')],
    [FactType.FACT_TYPE_CHECK_PASSED, needsHandling('pass its check')],
    [FactType.FACT_TYPE_CHECK_FAILED, needsHandling('fail its check')],
    [
      FactType.FACT_TYPE_RESUMED,
      { before: [FactType.FACT_TYPE_PAUSE_APPROVED], sentence: 'cannot be resumed: it was never paused' },
    ],
    [
      FactType.FACT_TYPE_EVALUATED,
      {
        before: [FactType.FACT_TYPE_CHECK_PASSED, FactType.FACT_TYPE_CLOSED],
        sentence: 'cannot be evaluated: it has not been closed',
      },
    ],
  ])

/** Throws a `Refusal` where a fact is malformed in itself. */
export function requireFact(fact: Fact, nowMs: number, path: string): void {
  requireId(fact.id, `${path}.id`)
  refuseUnless(fact.type !== FactType.FACT_TYPE_UNSPECIFIED, `${path}.type is missing`)
  const aheadMs = (fact.at ? toMs(fact.at) : nowMs) - nowMs
  refuseUnless(
    aheadMs <= FUTURE_TOLERANCE_MS,
    `${path}.at lies ${Math.ceil(aheadMs / 1000)} s in the future; check the clock of the sender`,
  )
  refuseUnless((fact.distanceM ?? 0) >= 0, `${path}.distanceM is negative`)
  refuseUnless((fact.accuracyM ?? 0) >= 0, `${path}.accuracyM is negative`)
  refuseUnless(!fact.duration || durationMs(fact.duration) >= 0, `${path}.duration is negative`)
  const merge = fact.type === FactType.FACT_TYPE_MERGED || fact.type === FactType.FACT_TYPE_ABSORBED
  refuseUnless(
    !merge || fact.relatedCaseId !== '',
    `${path}.relatedCaseId is empty; a merge names the other case`,
  )
}

/** Throws a `Refusal` where a fact cannot have happened to a case with these facts. */
export function requirePossible(caseId: string, known: readonly Fact[], fact: Fact): void {
  const [end] = known.flatMap((other) => ENDINGS.get(other.type) ?? [])
  if (end && !AFTER_THE_END.has(fact.type)) {
    const sentence = `case ${caseId} is ${end.words}; only notes and exemptions can follow`
    throw new Refusal(sentence, coded('case-ended', { case: caseId, ending: end.ending }))
  }
  refuseUnless(fact.relatedCaseId !== caseId, `case ${caseId} cannot be merged with itself`)
  const need = NEEDS.get(fact.type)
  refuseUnless(
    !need || known.some((other) => need.before.includes(other.type)),
    `case ${caseId} ${need?.sentence ?? ''}`,
  )
  if (fact.type !== FactType.FACT_TYPE_DISPATCHED) return
  refuseUnless(
    stateOf(known, '').stage < Stage.STAGE_CLOSE,
    `case ${caseId} cannot be dispatched: it is closed; report a new case`,
    coded('case-closed', { case: caseId }),
  )
}

function needsDispatch(done: string): { readonly before: readonly FactType[]; readonly sentence: string } {
  return {
    before: [FactType.FACT_TYPE_DISPATCHED],
    sentence: `cannot be ${done}: it has not been dispatched`,
  }
}

function needsHandling(done: string): { readonly before: readonly FactType[]; readonly sentence: string } {
  return { before: [FactType.FACT_TYPE_HANDLED], sentence: `cannot ${done}: it has not been handled` }
}
