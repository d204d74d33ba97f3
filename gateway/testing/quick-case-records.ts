import { FactType, ResponseClass } from '../../proto/gen/wall/v1/case.ts'
import { SlaPolicy } from '../../proto/gen/wall/v1/policy.ts'
import { aFact, aRecord, caseRecord } from './records.ts'
import { toTimestamp } from '../timestamps.ts'

/** A policy for quick cases in which only the handling limit, in milliseconds, is short enough to be broken in a test. */
export function quickPolicy(handleLimitMs: number) {
  return aRecord('policy', {
    slaPolicy: {
      ...SlaPolicy.decode(new Uint8Array()),
      id: 'quick',
      version: 1,
      effectiveFrom: toTimestamp(1_000),
      responseClass: ResponseClass.RESPONSE_CLASS_QUICK,
      arriveLimit: { seconds: 60, nanos: 0 },
      handleLimit: toTimestamp(handleLimitMs),
      graceLimit: { seconds: 60, nanos: 0 },
      handleOrigin: 1,
      atRiskPercent: 80,
      evidenceRequired: 1,
      fixRadiusM: 50,
      fixAccuracyM: 30,
      fixCount: 2,
      buttonRadiusM: 150,
      pauseMax: { seconds: 60, nanos: 0 },
      pauseMaxCount: 1,
      extensionMaxCount: 1,
      deviceOffsetMax: { seconds: 5, nanos: 0 },
    },
  })
}

/** A quick case that was reported, registered and dispatched to unit `u1`. */
export function dispatchedCase(id: string, dispatchMs: number) {
  const facts = [
    aFact('reported', FactType.FACT_TYPE_REPORTED, { at: toTimestamp(dispatchMs - 2) }),
    aFact('registered', FactType.FACT_TYPE_REGISTERED, { at: toTimestamp(dispatchMs - 1) }),
    aFact('dispatched', FactType.FACT_TYPE_DISPATCHED, { at: toTimestamp(dispatchMs), unitId: 'u1' }),
  ]
  return caseRecord(id, { facts, responseClass: ResponseClass.RESPONSE_CLASS_QUICK })
}
