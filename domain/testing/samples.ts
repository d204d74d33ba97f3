import type { Case, Fact } from '../model/case.ts'
import type { SlaPolicy } from '../model/policy.ts'
import type { FactType } from '../model/terms.ts'

/** The default policy of the domain: five minutes to arrive, ten to handle, both from the dispatch. */
export const QUICK_POLICY: SlaPolicy = {
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

/** 2025-02-07T00:00:00Z */
const VECTOR_DAY_MS = 1_738_886_400_000

/** `10:05:00.001` on the day of the test vectors, UTC. */
export function instant(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  return VECTOR_DAY_MS + hours * 3_600_000 + minutes * 60_000 + Math.round(seconds * 1000)
}

let serial = 0

export function fact(type: FactType, time: string, more: Partial<Fact> = {}): Fact {
  return { id: `f${++serial}`, type, atMs: instant(time), byOfficer: true, ...more }
}

export function handledFact(time: string, more: Partial<Fact> = {}): Fact {
  return fact('handled', time, { outcome: 'educated', evidenceCount: 1, ...more })
}

export function quickCase(facts: readonly Fact[], more: Partial<Case> = {}): Case {
  return {
    id: 'case-1',
    title: '占道经营',
    address: '五一路菜场南口',
    responseClass: 'quick',
    urgent: false,
    supervised: false,
    unitIds: [],
    facts,
    ...more,
  }
}
