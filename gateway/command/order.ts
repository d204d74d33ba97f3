import { FactType, Stage } from '../../proto/gen/wall/v1/case.ts'
import type { Case, Fact } from '../../proto/gen/wall/v1/case.ts'
import { coded } from '../coded-sentence.ts'
import { refuseUnless } from '../intake/refusal.ts'
import { durationMs, toMs } from '../timestamps.ts'
import type { Meaning } from './acts.ts'

const PAUSE_FACTS: ReadonlySet<FactType> = new Set<FactType>([
  FactType.FACT_TYPE_PAUSE_APPROVED,
  FactType.FACT_TYPE_RESUMED,
])

/** What a unit does once per dispatch. Who says it second hears that it is done. */
const ONCE: ReadonlyMap<FactType, string> = new Map<FactType, string>([
  [FactType.FACT_TYPE_ACKNOWLEDGED, 'has acknowledged'],
  [FactType.FACT_TYPE_ARRIVED, 'has arrived at'],
])

/** What makes no sense after the case was handled. */
const BEFORE_HANDLING: ReadonlyMap<FactType, string> = new Map<FactType, string>([
  [FactType.FACT_TYPE_ACKNOWLEDGED, 'acknowledged'],
  [FactType.FACT_TYPE_ARRIVED, 'arrived at'],
  [FactType.FACT_TYPE_HANDLED, 'handled again'],
  [FactType.FACT_TYPE_RETURNED, 'returned'],
  [FactType.FACT_TYPE_PAUSE_APPROVED, 'paused'],
])

/** The first accepted act wins: throws a `Refusal` where the case is already beyond this one. */
export function requireOrder(known: Case, { act, fact }: Meaning, nowMs: number): void {
  const unitId = fact.unitId ?? ''
  const done = BEFORE_HANDLING.get(fact.type)
  refuseUnless(
    done === undefined || known.stage < Stage.STAGE_CHECK,
    `case ${known.id} cannot be ${done ?? ''}: it is handled`,
    coded('case-handled', { case: known.id, act }),
  )
  const word = ONCE.get(fact.type)
  refuseUnless(
    word === undefined || !sinceDispatch(known, unitId).some((other) => other.type === fact.type),
    `unit ${unitId} ${word ?? ''} case ${known.id} already`,
    coded('already-done', { act, unit: unitId, case: known.id }),
  )
  if (fact.type === FactType.FACT_TYPE_PAUSE_APPROVED) requirePausable(known, nowMs)
}

function sinceDispatch(known: Case, unitId: string): readonly Fact[] {
  const own = known.facts.filter((fact) => fact.unitId === unitId)
  return own.slice(own.findLastIndex((fact) => fact.type === FactType.FACT_TYPE_DISPATCHED) + 1)
}

/** A pause ends by itself after its duration, or earlier when the case is resumed. */
function requirePausable(known: Case, nowMs: number): void {
  const dispatched = known.facts.some((other) => other.type === FactType.FACT_TYPE_DISPATCHED)
  refuseUnless(
    dispatched,
    `case ${known.id} cannot be paused: its clock has not started`,
    coded('clock-not-started', { case: known.id }),
  )
  const last = known.facts.findLast((other) => PAUSE_FACTS.has(other.type))
  if (last?.type !== FactType.FACT_TYPE_PAUSE_APPROVED || !last.at || !last.duration) return
  refuseUnless(
    toMs(last.at) + durationMs(last.duration) < nowMs,
    `case ${known.id} is paused already`,
    coded('paused-already', { case: known.id }),
  )
}
