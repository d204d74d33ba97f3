import {
  ArrivalMethod,
  type Fact,
  FactType,
  Outcome,
  ResponseClass,
  Stage,
  type Case,
} from '../../proto/gen/wall/v1/case.ts'
import { Unit, UnitStatus } from '../../proto/gen/wall/v1/duty.ts'
import { Datum, type IntakeRecord } from '../../proto/gen/wall/v1/intake.ts'
import { GridNode } from '../../proto/gen/wall/v1/place.ts'
import { OperationMode, SlaPolicy } from '../../proto/gen/wall/v1/policy.ts'
import { caseRecord, EMPTY_FACT, EMPTY_RECORD, sampleCase, stampOf } from './sample-cases.ts'

const EMPTY = new Uint8Array()
const EMPTY_UNIT = Unit.decode(EMPTY)
const GRIDS = 16
/** With an hour to arrive some clocks are near their limit and none is past it. */
export const HOUR_S = 3_600
/** Dispatches are spread over this time before now. */
const SPREAD_S = 3_000

export interface WorldSize {
  readonly cases: number
  /** Cases whose clocks run; those of the others have been met. */
  readonly countdowns: number
  readonly units: number
  /** To arrive; to handle it is twice as long. */
  readonly arriveLimitS: number
}

/** A city of this size as records, in the order in which a platform would report it. */
export function worldRecords(size: WorldSize, baseMs: number): readonly IntakeRecord[] {
  return [
    policyRecord(size.arriveLimitS, baseMs),
    modeRecord(baseMs),
    ...Array.from({ length: GRIDS }, (_, index) => gridRecord(index)),
    ...Array.from({ length: size.units }, (_, index) => unitRecord(index, 0, baseMs)),
    ...Array.from({ length: size.cases }, (_, index) => openCaseRecord(index, 0, size, baseMs)),
  ]
}

/** State `serial` of an open case: a mark comes and goes, its facts and its stage stay. */
export function openCaseRecord(
  index: number,
  serial: number,
  { countdowns }: Pick<WorldSize, 'countdowns'>,
  baseMs: number,
): IntakeRecord {
  return markedRecord(openCase(index, { countdowns }, baseMs), serial)
}

/** What stays the same in all states of an open case, for those who make many of them. */
export function openCase(index: number, { countdowns }: Pick<WorldSize, 'countdowns'>, baseMs: number): Case {
  const dispatchMs = baseMs - (60 + ((index * 7_919) % SPREAD_S)) * 1_000
  return quickCase(index, index < countdowns ? underWay(index, dispatchMs) : handled(index, dispatchMs))
}

export function markedRecord(open: Case, serial: number): IntakeRecord {
  return caseRecord(`${open.id}-${serial}`, { ...open, supervised: serial % 2 === 1 })
}

/** A case whose limit to arrive passed two seconds ago: an alarm of high priority at the next look. */
export function breachedCaseRecord(
  id: string,
  index: number,
  arriveLimitS: number,
  nowMs: number,
): IntakeRecord {
  const dispatchMs = Math.floor(nowMs) - (arriveLimitS + 2) * 1_000
  return caseRecord(id, { ...quickCase(index, underWay(index, dispatchMs)), id, title: '超时未到场' })
}

/** The end of it: the case leaves the wall, its alarm has lost its cause. */
export function voidedRecord(id: string, nowMs: number): IntakeRecord {
  const fact = aFact(FactType.FACT_TYPE_VOIDED, Math.floor(nowMs), { reason: '误报' })
  return aRecord(`void-${id}`, { caseFact: { caseId: id, fact } })
}

/** Place `serial` of a unit that drives in a circle of about 150 m. */
export function unitRecord(index: number, serial: number, atMs: number): IntakeRecord {
  const angle = index + serial * 0.4
  const unit: Unit = {
    ...EMPTY_UNIT,
    id: `unit-${index}`,
    name: `执法 ${index}`,
    status: UnitStatus.UNIT_STATUS_AVAILABLE_PATROL,
    statusSince: stampOf(atMs),
    heardAt: stampOf(atMs),
    position: {
      lat: 33.55 + (index % 97) / 1_000 + Math.sin(angle) * 0.0015,
      lon: 113.97 + (index % 89) / 800 + Math.cos(angle) * 0.0015,
    },
    officerCount: 2,
  }
  return aRecord(`unit-${index}-${serial}-${atMs}`, { unit })
}

function quickCase(index: number, facts: readonly Fact[]): Case {
  return {
    ...sampleCase(index, 0, 0),
    responseClass: ResponseClass.RESPONSE_CLASS_QUICK,
    gridId: `grid-${index % GRIDS}`,
    dutyPointId: '',
    stage: facts.some(({ type }) => type === FactType.FACT_TYPE_HANDLED)
      ? Stage.STAGE_CHECK
      : Stage.STAGE_HANDLE,
    unitIds: [`unit-${index % 500}`],
    facts: [...facts],
  }
}

function underWay(index: number, dispatchMs: number): readonly Fact[] {
  const unitId = `unit-${index % 500}`
  return [
    aFact(FactType.FACT_TYPE_REPORTED, dispatchMs - 20_000),
    aFact(FactType.FACT_TYPE_REGISTERED, dispatchMs - 10_000),
    aFact(FactType.FACT_TYPE_DISPATCHED, dispatchMs, { unitId }),
    aFact(FactType.FACT_TYPE_ACKNOWLEDGED, dispatchMs + 10_000, { unitId }),
  ]
}

function handled(index: number, dispatchMs: number): readonly Fact[] {
  const by = { unitId: `unit-${index % 500}`, byOfficer: true }
  const minutes = 2 + (index % 7)
  return [
    ...underWay(index, dispatchMs - HOUR_S * 1_000),
    aFact(FactType.FACT_TYPE_ARRIVED, dispatchMs - HOUR_S * 1_000 + minutes * 60_000, {
      ...by,
      arrivalMethod: ArrivalMethod.ARRIVAL_METHOD_MANUAL,
    }),
    aFact(FactType.FACT_TYPE_HANDLED, dispatchMs - HOUR_S * 1_000 + (minutes + 5) * 60_000, {
      ...by,
      evidenceCount: 2,
      outcome: Outcome.OUTCOME_EDUCATED,
    }),
  ]
}

function aFact(type: FactType, atMs: number, fields: Partial<Fact> = {}): Fact {
  return { ...EMPTY_FACT, id: `f${type}`, type, at: stampOf(atMs), ...fields }
}

function policyRecord(arriveLimitS: number, baseMs: number): IntakeRecord {
  const slaPolicy: SlaPolicy = {
    ...SlaPolicy.decode(EMPTY),
    id: 'bench',
    version: 1,
    effectiveFrom: stampOf(baseMs - 86_400_000),
    responseClass: ResponseClass.RESPONSE_CLASS_QUICK,
    arriveLimit: { seconds: arriveLimitS, nanos: 0 },
    handleLimit: { seconds: arriveLimitS * 2, nanos: 0 },
    graceLimit: { seconds: 600, nanos: 0 },
    handleOrigin: 1,
    atRiskPercent: 80,
    evidenceRequired: 1,
    pauseMax: { seconds: 600, nanos: 0 },
    deviceOffsetMax: { seconds: 5, nanos: 0 },
  }
  return aRecord('policy', { slaPolicy })
}

/** Of a city that has a base map. */
function modeRecord(baseMs: number): IntakeRecord {
  const operationMode: OperationMode = {
    ...OperationMode.decode(EMPTY),
    id: 'bench',
    cityCode: '411100',
    centerName: '测量',
    centerNameEn: 'Bench',
    title: '测量',
    titleEn: 'Bench',
    startAt: stampOf(baseMs),
    endAt: stampOf(baseMs + 86_400_000),
    utcOffsetMinutes: 480,
    simulated: true,
  }
  return aRecord('mode', { operationMode })
}

function gridRecord(index: number): IntakeRecord {
  const gridNode: GridNode = {
    ...GridNode.decode(EMPTY),
    id: `grid-${index}`,
    level: 1,
    levelName: '街道',
    name: `第 ${index} 街道`,
    center: { lat: 33.57 + index / 500, lon: 114.01 + index / 400 },
  }
  return aRecord(`grid-${index}`, { gridNode })
}

function aRecord(key: string, payload: Partial<IntakeRecord>): IntakeRecord {
  return { ...EMPTY_RECORD, idempotencyKey: key, datum: Datum.DATUM_WGS84, ...payload }
}
