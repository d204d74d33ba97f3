import type { Case as WireCase, Fact as WireFact } from '../../proto/gen/wall/v1/case.ts'
import type { Case, Fact } from '../../domain/model/case.ts'
import {
  ARRIVAL_METHODS,
  DUTY_KINDS,
  FACT_TYPES,
  MEANS,
  OUTCOMES,
  RESPONSE_CLASSES,
  ROAD_CLASSES,
  ROUTES,
  SOURCES,
  STAGES,
} from '../../domain/model/terms.ts'
import { compact, msOf, optionalWordsOf, positionOf, textOf, wordsOf, type ReadTerm } from './wire-values.ts'

export function decodeCase(wire: WireCase, termOf: ReadTerm): Case {
  return compact<Case>({
    id: wire.id,
    externalId: optionalWordsOf(wire.externalId),
    source: termOf(SOURCES, wire.source),
    route: termOf(ROUTES, wire.route),
    codeSystem: optionalWordsOf(wire.codeSystem),
    typeCode: optionalWordsOf(wire.typeCode),
    title: wordsOf(wire.title),
    address: wordsOf(wire.address),
    position: positionOf(wire.position),
    gridId: textOf(wire.gridId),
    roadClass: termOf(ROAD_CLASSES, wire.roadClass),
    responseClass: termOf(RESPONSE_CLASSES, wire.responseClass),
    dutyKind: termOf(DUTY_KINDS, wire.dutyKind),
    urgent: wire.urgent,
    supervised: wire.supervised,
    dutyPointId: textOf(wire.dutyPointId),
    stage: termOf(STAGES, wire.stage),
    sourceState: optionalWordsOf(wire.sourceState),
    unitIds: wire.unitIds,
    outcome: termOf(OUTCOMES, wire.outcome),
    means: termOf(MEANS, wire.means),
    synthetic: wire.synthetic || undefined,
    facts: wire.facts.map((fact) => decodeFact(fact, termOf)),
  })
}

function decodeFact(wire: WireFact, termOf: ReadTerm): Fact {
  return compact<Fact>({
    id: wire.id,
    type: termOf(FACT_TYPES, wire.type) ?? 'unknown-0',
    atMs: msOf(wire.at) ?? 0,
    deviceAtMs: msOf(wire.deviceAt),
    deviceOffsetMs: msOf(wire.deviceOffset),
    buffered: wire.buffered || undefined,
    actor: optionalWordsOf(wire.actor),
    unitId: textOf(wire.unitId),
    distanceM: wire.distanceM,
    accuracyM: wire.accuracyM,
    arrivalMethod: termOf(ARRIVAL_METHODS, wire.arrivalMethod),
    byOfficer: wire.byOfficer || undefined,
    evidenceCount: wire.evidenceCount === 0 ? undefined : wire.evidenceCount,
    outcome: termOf(OUTCOMES, wire.outcome),
    means: termOf(MEANS, wire.means),
    reason: optionalWordsOf(wire.reason),
    relatedCaseId: textOf(wire.relatedCaseId),
    originMs: msOf(wire.originAt),
    durationMs: msOf(wire.duration),
    note: optionalWordsOf(wire.note),
  })
}
