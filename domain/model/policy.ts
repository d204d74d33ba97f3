import type { DutyKind, HandleOrigin, ResponseClass } from './terms.ts'

/** One version of the rules for one response class. A case is judged by the version valid at its dispatch. */
export interface SlaPolicy {
  readonly id: string
  readonly version: number
  readonly effectiveFromMs: number
  readonly responseClass?: ResponseClass
  readonly arriveLimitMs: number
  readonly handleLimitMs: number
  readonly graceLimitMs: number
  readonly handleOrigin?: HandleOrigin
  readonly atRiskPercent: number
  readonly fixRadiusM: number
  readonly fixAccuracyM: number
  readonly fixCount: number
  readonly buttonRadiusM: number
  readonly evidenceRequired: number
  readonly pauseMaxMs: number
  readonly pauseMaxCount: number
  readonly extensionMaxCount: number
  readonly deviceOffsetMaxMs: number
  readonly restartOnReturn: boolean
}

/** China has one zone; used only until the center has said its own. */
export const DEFAULT_UTC_OFFSET_MINUTES = 480

export interface OperationMode {
  readonly id: string
  readonly cityCode?: string
  readonly centerName: string
  readonly centerNameEn?: string
  readonly dutyKind?: DutyKind
  readonly title: string
  readonly titleEn?: string
  readonly startMs?: number
  readonly endMs?: number
  readonly utcOffsetMinutes: number
  readonly simulated: boolean
  readonly scenario?: string
}
