import type { Case, Fact } from '../../domain/model/case.ts'
import type { SlaPolicy } from '../../domain/model/policy.ts'
import type { Kind, ResourceChange, ResourceTypes } from '../../domain/model/resource.ts'
import type { FactType } from '../../domain/model/terms.ts'

/** 2025-02-07 10:00 in Harbin and Luohe (UTC+8). */
export const MORNING_MS = 1_738_893_600_000

export const POLICY: SlaPolicy = {
  id: 'quick',
  version: 1,
  effectiveFromMs: 0,
  responseClass: 'quick',
  arriveLimitMs: 300_000,
  handleLimitMs: 600_000,
  graceLimitMs: 600_000,
  handleOrigin: 'dispatch',
  atRiskPercent: 80,
  fixRadiusM: 50,
  fixAccuracyM: 30,
  fixCount: 2,
  buttonRadiusM: 150,
  evidenceRequired: 1,
  pauseMaxMs: 1_800_000,
  pauseMaxCount: 2,
  extensionMaxCount: 2,
  deviceOffsetMaxMs: 5_000,
  restartOnReturn: false,
}

/** Facts of these types, one a minute from `fromMs` on. */
export function factsOf(types: readonly FactType[], fromMs: number): readonly Fact[] {
  return types.map((type, index) => ({
    id: `f${index}`,
    type,
    atMs: fromMs + index * 60_000,
    byOfficer: true,
    ...(type === 'handled' ? { outcome: 'educated' as const, evidenceCount: 1 } : {}),
  }))
}

export function quickCase(id: string, types: readonly FactType[], fromMs = MORNING_MS): Case {
  return {
    id,
    title: '占道经营',
    address: '五一路菜场南口',
    responseClass: 'quick',
    urgent: false,
    supervised: false,
    unitIds: [],
    facts: factsOf(types, fromMs),
  }
}

let revision = 0

/** `undefined` as the value removes the resource. */
export function change<K extends Kind>(kind: K, id: string, value: ResourceTypes[K] | undefined) {
  return { kind, id, revision: ++revision, value } as ResourceChange
}
