import type {
  OperationMode as WireOperationMode,
  SlaPolicy as WireSlaPolicy,
} from '../../proto/gen/wall/v1/policy.ts'
import type { OperationMode, SlaPolicy } from '../../domain/model/policy.ts'
import { DUTY_KINDS, HANDLE_ORIGINS, RESPONSE_CLASSES } from '../../domain/model/terms.ts'
import { compact, msOf, optionalWordsOf, textOf, wordsOf, type ReadTerm } from './wire-values.ts'

export function decodeSlaPolicy(wire: WireSlaPolicy, termOf: ReadTerm): SlaPolicy {
  return compact<SlaPolicy>({
    id: wire.id,
    version: wire.version,
    effectiveFromMs: msOf(wire.effectiveFrom) ?? 0,
    responseClass: termOf(RESPONSE_CLASSES, wire.responseClass),
    arriveLimitMs: msOf(wire.arriveLimit) ?? 0,
    handleLimitMs: msOf(wire.handleLimit) ?? 0,
    graceLimitMs: msOf(wire.graceLimit) ?? 0,
    handleOrigin: termOf(HANDLE_ORIGINS, wire.handleOrigin),
    atRiskPercent: wire.atRiskPercent,
    fixRadiusM: wire.fixRadiusM,
    fixAccuracyM: wire.fixAccuracyM,
    fixCount: wire.fixCount,
    buttonRadiusM: wire.buttonRadiusM,
    evidenceRequired: wire.evidenceRequired,
    pauseMaxMs: msOf(wire.pauseMax) ?? 0,
    pauseMaxCount: wire.pauseMaxCount,
    extensionMaxCount: wire.extensionMaxCount,
    deviceOffsetMaxMs: msOf(wire.deviceOffsetMax) ?? 0,
    restartOnReturn: wire.restartOnReturn,
  })
}

export function decodeOperationMode(wire: WireOperationMode, termOf: ReadTerm): OperationMode {
  return compact<OperationMode>({
    id: wire.id,
    cityCode: textOf(wire.cityCode),
    centerName: wordsOf(wire.centerName),
    centerNameEn: optionalWordsOf(wire.centerNameEn),
    dutyKind: termOf(DUTY_KINDS, wire.dutyKind),
    title: wordsOf(wire.title),
    titleEn: optionalWordsOf(wire.titleEn),
    startMs: msOf(wire.startAt),
    endMs: msOf(wire.endAt),
    utcOffsetMinutes: wire.utcOffsetMinutes,
    simulated: wire.simulated,
    scenario: optionalWordsOf(wire.scenario),
  })
}
