import type { Case, Fact } from '../../domain/model/case.ts'
import type { SlaPolicy } from '../../domain/model/policy.ts'
import type { Stage } from '../../domain/model/terms.ts'
import { storyOf } from '../../domain/indicators/case-story.ts'
import type { CaseStory } from '../../domain/indicators/indicator-detail.ts'
import { maskPersonalData } from '../../domain/privacy/mask-personal-data.ts'
import { clocksOfCase, type CaseClocks } from '../../domain/sla/case-clocks.ts'
import type { EventLimit } from '../../domain/sla/event-limit.ts'
import type { CaseItem } from '../../domain/view/items.ts'

/** A case for the views, with the clocks that the day's statistics need beside it. */
export interface ProjectedCase {
  readonly item: CaseItem
  readonly clocks: CaseClocks
  /** The first round's dispatch, to which the statistics attribute the case. */
  readonly dispatchMs?: number
  readonly registeredMs?: number
  readonly closedMs?: number
  /** Several units, returns, pauses, 宽限: absent where one unit went once. */
  readonly story?: CaseStory
}

const STAGE_OF_FACT: Readonly<Partial<Record<Fact['type'], Stage>>> = {
  reported: 'report',
  registered: 'register',
  dispatched: 'dispatch',
  acknowledged: 'handle',
  'en-route': 'handle',
  arrived: 'handle',
  handled: 'check',
  'check-passed': 'close',
  'check-failed': 'dispatch',
  returned: 'dispatch',
  closed: 'close',
  evaluated: 'evaluate',
}

const TERMINAL = new Set<Fact['type']>(['refused', 'voided', 'merged', 'evaluated'])

export function projectCase(
  source: Case,
  policies: readonly SlaPolicy[],
  limits: readonly EventLimit[] = [],
): ProjectedCase {
  const clocks = clocksOfCase(source, policies, limits)
  const current = clocks.cycles.at(-1)
  const reportedMs = source.facts[0]?.atMs ?? 0
  const dispatchMs = clocks.cycles[0]?.dispatchMs ?? factMs(source, 'dispatched')
  const registeredMs = factMs(source, 'registered')
  const closedMs = factMs(source, 'closed')
  const item: CaseItem = {
    id: source.id,
    title: maskPersonalData(source.title),
    address: maskPersonalData(source.address),
    ...(source.sourceState === undefined ? {} : { sourceState: maskPersonalData(source.sourceState) }),
    ...pick(source, ['position', 'source', 'stage', 'responseClass', 'dutyPointId', 'outcome', 'means']),
    ...pick(source, ['gridId', 'typeCode', 'roadClass', 'dutyKind', 'route']),
    stageSinceMs: stageSinceMs(source, reportedMs),
    reportedMs,
    urgent: source.urgent,
    supervised: source.supervised,
    unitIds: source.unitIds,
    clocks: [current?.arrive, current?.handle, clocks.grace].filter((clock) => clock !== undefined),
    ...(clocks.policyMissing ? { policyMissing: true } : {}),
    ended: source.facts.some((fact) => TERMINAL.has(fact.type)),
    closed: closedMs !== undefined,
    ...(isShouting(source) ? { shouting: true } : {}),
  }
  const story = storyOf(source, clocks)
  return {
    item,
    clocks,
    ...(story === undefined ? {} : { story }),
    ...(dispatchMs === undefined ? {} : { dispatchMs }),
    ...(registeredMs === undefined ? {} : { registeredMs }),
    ...(closedMs === undefined ? {} : { closedMs }),
  }
}

/** When the case came into the stage it is in. */
function stageSinceMs(source: Case, reportedMs: number): number {
  let stage: Stage | undefined
  let sinceMs = reportedMs
  for (const fact of source.facts) {
    const next = STAGE_OF_FACT[fact.type]
    if (next === undefined || next === stage) continue
    stage = next
    sinceMs = fact.atMs
  }
  return sinceMs
}

/** 喊话中: the loudspeaker is tried first, and nothing was decided since. */
function isShouting(source: Case): boolean {
  return source.facts.at(-1)?.type === 'shouted'
}

function factMs(source: Case, type: Fact['type']): number | undefined {
  return source.facts.find((fact) => fact.type === type)?.atMs
}

/** The members of `source` that are there. */
export function pick<T extends object, K extends keyof T>(source: T, keys: readonly K[]): Pick<T, K> {
  const picked: Partial<T> = {}
  for (const key of keys) if (source[key] !== undefined) picked[key] = source[key]
  // Every key of K is either copied or absent in the source, where it is optional.
  return picked as Pick<T, K>
}
