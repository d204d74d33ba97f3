import type { Position } from './position.ts'
import type {
  ArrivalMethod,
  DutyKind,
  FactType,
  Means,
  Outcome,
  ResponseClass,
  RoadClass,
  Route,
  Source,
  Stage,
} from './terms.ts'

/** One thing that happened to a case. Appended, never changed. All instants are milliseconds UTC. */
export interface Fact {
  readonly id: string
  readonly type: FactType
  /** When the platform's server received it. */
  readonly atMs: number
  /** The sender's own stamp, for facts that a lost link had buffered. */
  readonly deviceAtMs?: number
  readonly deviceOffsetMs?: number
  readonly buffered?: boolean
  readonly actor?: string
  readonly unitId?: string
  readonly distanceM?: number
  readonly accuracyM?: number
  readonly arrivalMethod?: ArrivalMethod
  readonly byOfficer?: boolean
  readonly evidenceCount?: number
  readonly outcome?: Outcome
  readonly means?: Means
  readonly reason?: string
  readonly relatedCaseId?: string
  readonly originMs?: number
  readonly durationMs?: number
  readonly note?: string
}

/** 案件. Facts are in the order in which the gateway accepted them. */
export interface Case {
  readonly id: string
  readonly externalId?: string
  readonly source?: Source
  readonly route?: Route
  readonly codeSystem?: string
  readonly typeCode?: string
  readonly title: string
  readonly address: string
  readonly position?: Position
  readonly gridId?: string
  readonly roadClass?: RoadClass
  readonly responseClass?: ResponseClass
  readonly dutyKind?: DutyKind
  readonly urgent: boolean
  readonly supervised: boolean
  readonly dutyPointId?: string
  /** Absent when the source's state could not be mapped; `sourceState` then holds it as it came. */
  readonly stage?: Stage
  readonly sourceState?: string
  readonly unitIds: readonly string[]
  readonly outcome?: Outcome
  readonly means?: Means
  readonly facts: readonly Fact[]
  /** Proof of life: shown and counted nowhere. */
  readonly synthetic?: boolean
}
