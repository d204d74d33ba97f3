import { ResponseClass } from '../../../proto/gen/wall/v1/case.ts'
import { HandleOrigin, type SlaPolicy } from '../../../proto/gen/wall/v1/policy.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS, duration, timestamp } from './time.ts'

const COMMON = {
  version: 1,
  handleOrigin: HandleOrigin.HANDLE_ORIGIN_DISPATCH,
  atRiskPercent: 80,
  fixRadiusM: 50,
  fixAccuracyM: 30,
  fixCount: 2,
  buttonRadiusM: 150,
  evidenceRequired: 1,
  graceLimit: duration(10 * MINUTE_MS),
  deviceOffsetMax: duration(5 * SECOND_MS),
  restartOnReturn: false,
} as const

/** The five- and ten-minute rule, and the national limits with one for each case: 2 h on site, 8 h handled. */
export function policies(effectiveMs: number): readonly SlaPolicy[] {
  const effectiveFrom = timestamp(effectiveMs)
  const quick: SlaPolicy = {
    ...COMMON,
    id: 'quick-v1',
    effectiveFrom,
    responseClass: ResponseClass.RESPONSE_CLASS_QUICK,
    arriveLimit: duration(5 * MINUTE_MS),
    handleLimit: duration(10 * MINUTE_MS),
    pauseMax: duration(30 * MINUTE_MS),
    pauseMaxCount: 2,
    extensionMaxCount: 2,
  }
  const national: SlaPolicy = {
    ...COMMON,
    id: 'national-v1',
    effectiveFrom,
    responseClass: ResponseClass.RESPONSE_CLASS_NATIONAL,
    arriveLimit: duration(2 * HOUR_MS),
    handleLimit: duration(8 * HOUR_MS),
    pauseMax: duration(365 * 24 * HOUR_MS),
    pauseMaxCount: 1,
    extensionMaxCount: 2,
  }
  return [quick, national]
}
