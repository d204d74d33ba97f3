import { ResponseClass, Source, Stage, FactType, type Case, type Fact } from '../../proto/gen/wall/v1/case.ts'
import { Case as CaseMessage, Fact as FactMessage } from '../../proto/gen/wall/v1/case.ts'
import { Datum, IntakeRecord } from '../../proto/gen/wall/v1/intake.ts'
import type { Timestamp } from '../../proto/gen/google/protobuf/timestamp.ts'

const EMPTY = new Uint8Array()
/** Decoded once: a load makes thousands of them a second. */
export const EMPTY_FACT = FactMessage.decode(EMPTY)
export const EMPTY_RECORD = IntakeRecord.decode(EMPTY)
const EMPTY_CASE = CaseMessage.decode(EMPTY)
const TITLES = ['占道经营', '机动车乱停放', '店外经营', '无照经营游商', '露天烧烤'] as const
const ROADS = ['黄河路', '嵩山路', '辽河路', '交通路', '人民路'] as const

export function stampOf(ms: number): Timestamp {
  return { seconds: Math.floor(ms / 1000), nanos: Math.round((ms % 1000) * 1e6) }
}

/**
 * State `serial` of case `index`, about 300 bytes on the wire: one fact more each time up to four, then a mark that
 * comes and goes, so that a case can change as often as it likes.
 */
export function sampleCase(index: number, serial: number, baseMs: number): Case {
  const types = [
    FactType.FACT_TYPE_REPORTED,
    FactType.FACT_TYPE_REGISTERED,
    FactType.FACT_TYPE_DISPATCHED,
    FactType.FACT_TYPE_ACKNOWLEDGED,
  ]
  const facts = types.slice(0, 1 + serial).map((type, order): Fact => {
    const at = stampOf(baseMs + index * 10 + order * 1_000)
    return {
      ...EMPTY_FACT,
      id: `f${order}`,
      type,
      at,
      unitId: `unit-${index % 50}`,
      byOfficer: true,
    }
  })
  return {
    ...EMPTY_CASE,
    id: `case-${index}`,
    externalId: `LH2022123000${index}`,
    source: Source.SOURCE_VIDEO,
    codeSystem: 'GB/T 30428.2',
    typeCode: '0406',
    title: TITLES[index % TITLES.length] ?? '',
    address: `${ROADS[index % ROADS.length]} ${index % 300} 号`,
    position: { lat: 33.57 + (index % 100) / 2000, lon: 114.01 + (index % 77) / 1500 },
    gridId: 'grid-1',
    responseClass: ResponseClass.RESPONSE_CLASS_QUICK,
    stage: Stage.STAGE_HANDLE,
    dutyPointId: `point-${index % 18}`,
    supervised: serial % 2 === 1,
    unitIds: [`unit-${index % 50}`],
    facts,
  }
}

export function caseRecord(key: string, value: Case): IntakeRecord {
  return { ...EMPTY_RECORD, idempotencyKey: key, datum: Datum.DATUM_WGS84, case: value }
}
