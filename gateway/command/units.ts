import type { Case } from '../../proto/gen/wall/v1/case.ts'
import { FactType } from '../../proto/gen/wall/v1/case.ts'
import { Unit, UnitStatus } from '../../proto/gen/wall/v1/duty.ts'
import { putResource } from '../intake/accept-record.ts'
import { coded } from '../coded-sentence.ts'
import { Refusal, refuseUnless } from '../intake/refusal.ts'
import type { LogWriter } from '../log/log.ts'
import { toTimestamp } from '../timestamps.ts'
import type { Meaning } from './acts.ts'

/** Who cannot be sent: in words for the sentence, and the word of the contract for its code. */
const NOT_AVAILABLE: ReadonlyMap<UnitStatus, { readonly words: string; readonly status: string }> = new Map<
  UnitStatus,
  { readonly words: string; readonly status: string }
>([
  [UnitStatus.UNIT_STATUS_OFF_DUTY, { words: 'off duty', status: 'off-duty' }],
  [UnitStatus.UNIT_STATUS_OUT_OF_SERVICE, { words: 'out of service', status: 'out-of-service' }],
  [UnitStatus.UNIT_STATUS_BUSY_OTHER, { words: 'on other duty', status: 'busy-other' }],
])

/** The unit that an act concerns, judged before anything is written. */
export function requireUnit(reader: Pick<LogWriter, 'get'>, known: Case, meaning: Meaning): Unit | undefined {
  const unitId = meaning.fact.unitId
  if (!unitId) return undefined
  const unit = readUnit(reader, unitId)
  refuseUnless(unit, `unit ${unitId} is not known`, coded('unit-unknown', { unit: unitId }))
  const assigned = known.unitIds.includes(unitId)
  const parts = { unit: unitId, case: known.id }
  if (meaning.fact.type === FactType.FACT_TYPE_DISPATCHED) {
    const sentence = `unit ${unitId} is already assigned to case ${known.id}`
    refuseUnless(!assigned, sentence, coded('unit-assigned', parts))
    requireFree(unit)
  } else {
    const sentence = `unit ${unitId} is not assigned to case ${known.id}`
    refuseUnless(assigned, sentence, coded('unit-not-assigned', parts))
  }
  return unit
}

/** Brings the units in step with the act, in the same atomic group as its fact. */
export function moveUnits(writer: LogWriter, before: Case, meaning: Meaning, unit: Unit | undefined): void {
  if (meaning.frees === 'all-units') {
    for (const id of before.unitIds) {
      const assigned = readUnit(writer, id)
      if (assigned?.caseId === before.id) putUnit(writer, { ...assigned, ...free(assigned) })
    }
    return
  }
  if (!unit) return
  const leaves = meaning.frees === 'unit'
  const status = meaning.unitStatus ?? (leaves ? free(unit).status : unit.status)
  putUnit(writer, { ...unit, status, caseId: leaves ? '' : before.id })
}

function requireFree(unit: Unit): void {
  refuseUnless(
    unit.caseId === '',
    `unit ${unit.id} is on case ${unit.caseId}; return it from there first`,
    coded('unit-elsewhere', { unit: unit.id, case: unit.caseId }),
  )
  const why = NOT_AVAILABLE.get(unit.status)
  if (why === undefined) return
  const sentence = `unit ${unit.id} is ${why.words} and cannot be dispatched`
  throw new Refusal(sentence, coded('unit-not-available', { unit: unit.id, status: why.status }))
}

function free(unit: Unit): { readonly status: UnitStatus; readonly caseId: string } {
  const status =
    unit.dutyPointId === '' ? UnitStatus.UNIT_STATUS_AVAILABLE_PATROL : UnitStatus.UNIT_STATUS_AVAILABLE_POST
  return { status, caseId: '' }
}

function readUnit(writer: Pick<LogWriter, 'get'>, id: string): Unit | undefined {
  const stored = writer.get('unit', id)
  return stored && Unit.decode(stored.resource)
}

function putUnit(writer: LogWriter, unit: Unit): void {
  putResource(writer, 'unit', unit.id, { ...unit, statusSince: toTimestamp(writer.nowMs) })
}
