import type { Case } from '../../proto/gen/wall/v1/case.ts'
import { FactType } from '../../proto/gen/wall/v1/case.ts'
import { Unit, UnitStatus } from '../../proto/gen/wall/v1/duty.ts'
import { putResource } from '../intake/accept-record.ts'
import { refuseUnless } from '../intake/refusal.ts'
import type { LogWriter } from '../log/log.ts'
import { toTimestamp } from '../timestamps.ts'
import type { Meaning } from './acts.ts'

const STATUS_WORDS: ReadonlyMap<UnitStatus, string> = new Map<UnitStatus, string>([
  [UnitStatus.UNIT_STATUS_OFF_DUTY, 'off duty'],
  [UnitStatus.UNIT_STATUS_OUT_OF_SERVICE, 'out of service'],
  [UnitStatus.UNIT_STATUS_BUSY_OTHER, 'on other duty'],
])

/** The unit that an act concerns, judged before anything is written. */
export function requireUnit(reader: Pick<LogWriter, 'get'>, known: Case, meaning: Meaning): Unit | undefined {
  const unitId = meaning.fact.unitId
  if (!unitId) return undefined
  const unit = readUnit(reader, unitId)
  refuseUnless(unit, `unit ${unitId} is not known`)
  const assigned = known.unitIds.includes(unitId)
  if (meaning.fact.type === FactType.FACT_TYPE_DISPATCHED) {
    refuseUnless(!assigned, `unit ${unitId} is already assigned to case ${known.id}`)
    requireFree(unit)
  } else {
    refuseUnless(assigned, `unit ${unitId} is not assigned to case ${known.id}`)
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
  refuseUnless(unit.caseId === '', `unit ${unit.id} is on case ${unit.caseId}; return it from there first`)
  const word = STATUS_WORDS.get(unit.status)
  refuseUnless(word === undefined, `unit ${unit.id} is ${word ?? ''} and cannot be dispatched`)
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
