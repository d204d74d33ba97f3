import { SILENT_AFTER_MS } from '../duty/staffing.ts'
import type { DutyPointItem, UnitItem } from '../view/items.ts'
import { priorityOf, UNMANNED_AFTER_MS } from './catalogue.ts'
import type { AlarmCondition, Moment } from './condition.ts'

/**
 * A post without an officer. Without anybody it is an alarm after three minutes; with auxiliaries alone it is a
 * lesser one of the same cause. Judged by what is known: a lost link empties no post.
 */
export function postCondition(
  point: DutyPointItem,
  zone: string | undefined,
  { knownToMs }: Moment,
): AlarmCondition | undefined {
  const { staffing, staffingSinceMs } = point
  if (staffing !== 'unmanned' && staffing !== 'auxiliaries-only') return undefined
  const kind = staffing === 'unmanned' ? 'post-unmanned' : 'post-auxiliaries-only'
  const sinceMs = staffing === 'unmanned' ? staffingSinceMs + UNMANNED_AFTER_MS : staffingSinceMs
  if (knownToMs <= sinceMs) return undefined
  return {
    id: `post/${point.id}`,
    kind,
    priority: priorityOf(kind, point.inEventZone),
    sinceMs,
    subject: point.name,
    dutyPointId: point.id,
    ...(zone === undefined ? {} : { zone }),
    ...(point.position === undefined ? {} : { position: point.position }),
  }
}

/** A unit on an open case that was not heard for two minutes. */
export function unitCondition(
  unit: UnitItem,
  zone: string | undefined,
  isCaseOpen: boolean,
  { knownToMs }: Moment,
): AlarmCondition | undefined {
  if (!isCaseOpen || unit.caseId === undefined || unit.heardAtMs === undefined) return undefined
  if (unit.status === 'off-duty' || knownToMs - unit.heardAtMs <= SILENT_AFTER_MS) return undefined
  return {
    id: `unit/${unit.id}`,
    kind: 'unit-silent',
    priority: priorityOf('unit-silent'),
    sinceMs: unit.heardAtMs + SILENT_AFTER_MS,
    subject: unit.name,
    caseId: unit.caseId,
    unitId: unit.id,
    ...(zone === undefined ? {} : { zone }),
    ...(unit.position === undefined ? {} : { position: unit.position }),
  }
}
