import { HIDDEN } from '../../../domain/privacy/visitor-mask.ts'
import type { Replica } from '../../../domain/view/delta.ts'
import type { RosterItem } from '../../../domain/view/items.ts'

const SHOWN = 8

/** Who may be given an alarm with one click: seats at work first, then who has signed in for now. No name twice. */
export function assigneesOf(
  { display, alarm, roster }: Pick<Replica, 'display' | 'alarm' | 'roster'>,
  nowMs: number | undefined,
): readonly string[] {
  const names = new Set<string>()
  for (const { control } of display.values()) if (control !== undefined) names.add(control.by)
  for (const { acknowledged, shelved, assignedTo } of alarm.values()) {
    for (const name of [assignedTo, acknowledged?.by, shelved?.by]) if (name !== undefined) names.add(name)
  }
  for (const entry of roster.values()) if (isOnDuty(entry, nowMs)) names.add(entry.personId)
  names.delete(HIDDEN)
  return [...names].slice(0, SHOWN)
}

function isOnDuty({ signedInMs, signedOutMs, startMs, endMs }: RosterItem, nowMs = 0): boolean {
  return signedInMs !== undefined && signedOutMs === undefined && startMs <= nowMs && nowMs < endMs
}
