import { Case, Fact, FactType } from '../../proto/gen/wall/v1/case.ts'
import { Unit } from '../../proto/gen/wall/v1/duty.ts'
import { Datum, IntakeRecord } from '../../proto/gen/wall/v1/intake.ts'
import { toTimestamp } from '../timestamps.ts'

const EMPTY = new Uint8Array()

/** Messages with every field at its default but the given ones. */
export function aFact(id: string, type: FactType, fields: Partial<Fact> = {}): Fact {
  return { ...Fact.decode(EMPTY), id, type, ...fields }
}

export function aCase(id: string, fields: Partial<Case> = {}): Case {
  const reported = aFact('reported', FactType.FACT_TYPE_REPORTED, { at: toTimestamp(1_000) })
  return { ...Case.decode(EMPTY), id, title: `Case ${id}`, facts: [reported], ...fields }
}

export function aUnit(id: string, fields: Partial<Unit> = {}): Unit {
  return { ...Unit.decode(EMPTY), id, name: `Unit ${id}`, officerCount: 2, ...fields }
}

export function aRecord(key: string, payload: Partial<IntakeRecord>): IntakeRecord {
  return { ...IntakeRecord.decode(EMPTY), idempotencyKey: key, datum: Datum.DATUM_WGS84, ...payload }
}

export function caseRecord(id: string, fields: Partial<Case> = {}): IntakeRecord {
  return aRecord(`case-${id}`, { case: aCase(id, fields) })
}

export function unitRecord(id: string, serial: number): IntakeRecord {
  return aRecord(`unit-${id}-${serial}`, { unit: aUnit(id, { name: `Unit ${id} at ${serial}` }) })
}
