import { distanceM } from '../../../domain/model/position.ts'
import type { UnitStatus } from '../../../domain/model/terms.ts'
import { pauseAt } from '../../../domain/sla/active-time.ts'
import type { ClockKind, ClockRecord } from '../../../domain/sla/clock-record.ts'
import type { ClockState } from '../../../domain/sla/clock-state.ts'
import type { CaseItem, UnitItem } from '../../../domain/view/items.ts'
import { urgencyOfClock, type OpenClock, type Survey } from '../../wall/survey.ts'
import { isSilent } from '../../wall/unit-silence.ts'

export interface BoardRow {
  readonly key: string
  readonly caseId: string
  readonly item: CaseItem
  readonly kind: ClockKind
  readonly state: ClockState
  /** How it is drawn. */
  readonly look: RowLook
  readonly remainingMs: number
  /** Share of the limit used, 0 to 1. */
  readonly used: number
  readonly title: string
  readonly address: string
  readonly pause?: { readonly reason?: string; readonly approver?: string }
  readonly unit?: BoardUnit
}

export type RowLook = 'breached' | 'presumed' | 'at-risk' | 'paused' | 'running'

export interface BoardUnit {
  readonly name: string
  readonly count: number
  readonly status: UnitStatus | 'silent' | undefined
  readonly distanceM?: number
}

export interface Board {
  readonly rows: readonly BoardRow[]
  /** Overdue clocks that did not fit, and how long the longest of them is overdue. */
  readonly hiddenOverdue: number
  readonly longestOverdueMs: number
  readonly hiddenOther: number
  /** Of those that did not fit. */
  readonly hiddenPaused: number
}

/** What is overdue never takes the whole board: the next one to run out must be seen coming. */
const OVERDUE_SHARE = 0.6
const GRACE_WHEN_CROWDED = 2

export function boardOf(
  survey: Survey,
  units: ReadonlyMap<string, UnitItem>,
  knownToMs: number,
  capacity: number,
): Board {
  const isOverdue = (entry: OpenClock) => entry.reading.remainingMs < 0
  const overdue = survey.clocks.filter(isOverdue)
  const paused = survey.clocks.filter((entry) => !isOverdue(entry) && entry.reading.state === 'paused')
  const coming = survey.clocks.filter((entry) => !isOverdue(entry) && entry.reading.state !== 'paused')
  const others = coming.length + paused.length
  const room = Math.max(Math.floor(capacity * OVERDUE_SHARE), capacity - others)
  const crowded = survey.clocks.length > capacity
  const shownOverdue = latestOverdue(crowded ? withoutOldGrace(overdue) : overdue, room)
  const shownOthers = [...coming, ...paused].slice(0, Math.max(0, capacity - shownOverdue.length))
  const hidden = overdue.length - shownOverdue.length
  return {
    rows: [...shownOverdue, ...shownOthers].map((entry) => rowOf(entry, units, survey.nowMs, knownToMs)),
    hiddenOverdue: hidden,
    longestOverdueMs: -(overdue[0]?.reading.remainingMs ?? 0),
    hiddenOther: others - shownOthers.length,
    hiddenPaused: Math.min(paused.length, others - shownOthers.length),
  }
}

/** 宽限 that ran out long ago must not push out what still runs: the latest few stand for all. */
function withoutOldGrace(overdue: readonly OpenClock[]): readonly OpenClock[] {
  const grace = overdue.filter((entry) => entry.clock.kind === 'grace')
  const old = new Set(grace.slice(0, Math.max(0, grace.length - GRACE_WHEN_CROWDED)))
  return overdue.filter((entry) => !old.has(entry))
}

/** The latest breaches are those that somebody can still do something about; 宽限 gives way to them. */
function latestOverdue(overdue: readonly OpenClock[], room: number): readonly OpenClock[] {
  if (overdue.length <= room) return overdue
  const missed = overdue.filter((entry) => entry.clock.kind !== 'grace')
  const grace = overdue.filter((entry) => entry.clock.kind === 'grace')
  const shown = new Set([...grace, ...missed].slice(overdue.length - room))
  return overdue.filter((entry) => shown.has(entry))
}

function rowOf(
  { item, clock, reading }: OpenClock,
  units: ReadonlyMap<string, UnitItem>,
  nowMs: number,
  knownToMs: number,
): BoardRow {
  const pause = reading.state === 'paused' ? pauseAt(clock, nowMs) : undefined
  const unit = unitOf(item.unitIds, units, item.position, knownToMs)
  return {
    key: `${item.id}/${clock.kind}/${clock.startMs}`,
    caseId: item.id,
    item,
    kind: clock.kind,
    state: reading.state,
    look: lookOf(clock, reading.state),
    remainingMs: reading.remainingMs,
    used: Math.min(1, reading.activeMs / clock.limitMs),
    title: item.title,
    address: item.address,
    ...(pause === undefined ? {} : { pause }),
    ...(unit === undefined ? {} : { unit }),
  }
}

function lookOf(clock: ClockRecord, state: ClockState): RowLook {
  if (state === 'paused') return 'paused'
  const urgency = urgencyOfClock(clock, state)
  return urgency === 'normal' ? 'running' : urgency
}

/** The nearest of the assigned units; without positions, the first. */
function unitOf(
  unitIds: readonly string[],
  units: ReadonlyMap<string, UnitItem>,
  target: { readonly lat: number; readonly lon: number } | undefined,
  knownToMs: number,
): BoardUnit | undefined {
  let best: { readonly unit: UnitItem; readonly metres: number | undefined } | undefined
  for (const id of unitIds) {
    const unit = units.get(id)
    if (unit === undefined) continue
    const metres = target && unit.position ? distanceM(unit.position, target) : undefined
    if (best === undefined || (metres ?? Infinity) < (best.metres ?? Infinity)) best = { unit, metres }
  }
  const [firstId] = unitIds
  if (best === undefined) {
    return firstId === undefined ? undefined : { name: firstId, count: unitIds.length, status: undefined }
  }
  const silent = isSilent(best.unit, knownToMs)
  return {
    name: best.unit.name,
    count: unitIds.length,
    status: silent ? 'silent' : best.unit.status,
    ...(best.metres === undefined || silent ? {} : { distanceM: best.metres }),
  }
}
