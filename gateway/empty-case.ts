import type { Timestamp } from '../proto/gen/google/protobuf/timestamp.ts'
import {
  ArrivalMethod,
  DutyKind,
  type FactType,
  Means,
  Outcome,
  ResponseClass,
  RoadClass,
  Route,
  Source,
  Stage,
  type Case,
  type Fact,
} from '../proto/gen/wall/v1/case.ts'

/** A case of which nothing is known but its id. */
export function emptyCase(id: string): Omit<Case, 'facts'> {
  return {
    id,
    externalId: '',
    source: Source.SOURCE_UNSPECIFIED,
    route: Route.ROUTE_UNSPECIFIED,
    codeSystem: '',
    typeCode: '',
    title: '',
    address: '',
    position: undefined,
    gridId: '',
    roadClass: RoadClass.ROAD_CLASS_UNSPECIFIED,
    responseClass: ResponseClass.RESPONSE_CLASS_UNSPECIFIED,
    dutyKind: DutyKind.DUTY_KIND_UNSPECIFIED,
    urgent: false,
    supervised: false,
    dutyPointId: '',
    stage: Stage.STAGE_UNSPECIFIED,
    sourceState: '',
    unitIds: [],
    outcome: Outcome.OUTCOME_UNSPECIFIED,
    means: Means.MEANS_UNSPECIFIED,
    synthetic: false,
  }
}

export function emptyFact(id: string, type: FactType, at: Timestamp): Fact {
  return {
    id,
    type,
    at,
    deviceAt: undefined,
    deviceOffset: undefined,
    buffered: false,
    actor: '',
    unitId: '',
    distanceM: undefined,
    accuracyM: undefined,
    arrivalMethod: ArrivalMethod.ARRIVAL_METHOD_UNSPECIFIED,
    byOfficer: false,
    evidenceCount: 0,
    outcome: Outcome.OUTCOME_UNSPECIFIED,
    means: Means.MEANS_UNSPECIFIED,
    reason: '',
    relatedCaseId: '',
    originAt: undefined,
    duration: undefined,
    note: '',
  }
}
