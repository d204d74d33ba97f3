import type { CaseItem } from '../view/items.ts'
import { activeMs, deadlineMs } from '../sla/active-time.ts'
import type { ClockRecord } from '../sla/clock-record.ts'
import { readClock, type ClockState } from '../sla/clock-state.ts'
import type { AlarmKind } from './alarm.ts'
import { priorityOf, UNACKNOWLEDGED_AFTER_MS } from './catalogue.ts'
import type { AlarmCondition, Moment } from './condition.ts'

/** What one case asks for. */
export interface CaseConditions {
  readonly conditions: readonly AlarmCondition[]
  /** What would be an alarm by reckoning only: the lost link causes it, and hides it (I9). */
  readonly suppressedCount: number
  /** Without a new fact nothing of this changes before. */
  readonly validUntilMs: number
}

export const NO_CONDITIONS: CaseConditions = {
  conditions: [],
  suppressedCount: 0,
  validUntilMs: Number.POSITIVE_INFINITY,
}

/**
 * The alarms of a case, pure: what is known at `knownToMs` and not what time alone has made of it since. A clock
 * that was at risk when the link was lost stays at risk, marked as presumed, when its limit passes.
 */
export function caseConditions(item: CaseItem, zone: string | undefined, moment: Moment): CaseConditions {
  if (item.closed || item.ended) return NO_CONDITIONS
  const conditions: AlarmCondition[] = []
  let suppressedCount = 0
  let validUntilMs = Number.POSITIVE_INFINITY
  for (const clock of item.clocks) {
    if (clock.kind === 'grace') continue
    const judged = judge(clock, moment)
    if (judged.suppressed) suppressedCount++
    validUntilMs = Math.min(validUntilMs, judged.validUntilMs)
    if (judged.kind !== undefined) conditions.push(clockCondition(item, zone, clock, judged, judged.kind))
  }
  const receipt = receiptDueMs(item)
  if (receipt !== undefined) {
    if (moment.knownToMs > receipt) conditions.push(receiptCondition(item, zone, receipt))
    else if (moment.nowMs > receipt) suppressedCount++
    else validUntilMs = Math.min(validUntilMs, receipt + 1)
  }
  return { conditions, suppressedCount, validUntilMs }
}

interface Judged {
  readonly kind?: AlarmKind
  readonly presumed: boolean
  readonly suppressed: boolean
  readonly validUntilMs: number
}

const KINDS: Readonly<Partial<Record<ClockState, 'at-risk' | 'breach'>>> = {
  'at-risk': 'at-risk',
  breached: 'breach',
}

function judge(clock: ClockRecord, { nowMs, knownToMs }: Moment): Judged {
  const now = readClock(clock, nowMs, knownToMs)
  const known = knownToMs < nowMs ? readClock(clock, knownToMs, knownToMs) : now
  const half = KINDS[known.state]
  const presumed = now.state === 'presumed'
  return {
    ...(half === undefined ? {} : { kind: `${clock.kind}-${half}` as AlarmKind }),
    presumed,
    suppressed: presumed || (now.state === 'at-risk' && known.state !== 'at-risk'),
    validUntilMs: now.nextChangeMs ?? Number.POSITIVE_INFINITY,
  }
}

function clockCondition(
  item: CaseItem,
  zone: string | undefined,
  clock: ClockRecord,
  { presumed }: Judged,
  kind: AlarmKind,
): AlarmCondition {
  const breached = kind.endsWith('breach')
  return {
    id: `clock/${item.id}/${clock.kind}/${clock.startMs}`,
    kind,
    priority: priorityOf(kind),
    sinceMs: breached ? deadlineMs(clock) + 1 : atRiskFromMs(clock),
    ...about(item, zone),
    ...(presumed ? { presumed: true as const } : {}),
  }
}

/** The instant at which the share of the limit was used up; pauses before it move it. */
function atRiskFromMs(clock: ClockRecord): number {
  const shareMs = (clock.limitMs * clock.atRiskPercent) / 100
  let atMs = clock.startMs + shareMs
  for (const pause of clock.pauses) {
    if (pause.fromMs >= atMs) break
    atMs += shareMs - activeMs(clock, atMs)
  }
  return atMs
}

/** When the unit should have confirmed the push; `undefined` while nothing waits for a receipt. */
function receiptDueMs(item: CaseItem): number | undefined {
  const arrive = item.clocks.find(({ kind }) => kind === 'arrive')
  if (item.stage !== 'dispatch' || item.unitIds.length === 0) return undefined
  if (arrive === undefined || arrive.stopMs !== undefined || arrive.voidReason !== undefined) return undefined
  return Math.max(item.stageSinceMs, arrive.startMs) + UNACKNOWLEDGED_AFTER_MS
}

function receiptCondition(item: CaseItem, zone: string | undefined, dueMs: number): AlarmCondition {
  const [unitId] = item.unitIds
  return {
    id: `receipt/${item.id}/${dueMs}`,
    kind: 'not-acknowledged',
    priority: priorityOf('not-acknowledged'),
    sinceMs: dueMs + 1,
    ...about(item, zone),
    ...(unitId === undefined ? {} : { unitId }),
  }
}

function about(item: CaseItem, zone: string | undefined) {
  return {
    subject: item.title,
    place: item.address,
    caseId: item.id,
    ...(zone === undefined ? {} : { zone }),
    ...(item.position === undefined ? {} : { position: item.position }),
  }
}
