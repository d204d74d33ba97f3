import type { AlarmPriority } from '../../../domain/alarm/alarm.ts'
import { groupAlarms, needsAcknowledging, type AlarmGroup } from '../../../domain/alarm/group.ts'
import type { AlarmItem } from '../../../domain/view/alarm-item.ts'

/** One line of the list: an alarm, or identical ones of one zone with their count. */
export interface AlarmRow {
  readonly key: string
  readonly item: AlarmItem
  readonly ids: readonly string[]
  readonly count: number
  readonly zone?: string
}

/** What one area has in a flood. */
export interface ZoneCount {
  readonly zone: string | undefined
  readonly counts: Readonly<Record<AlarmPriority, number>>
  readonly open: number
}

export interface AlarmList {
  readonly rows: readonly AlarmRow[]
  readonly zones: readonly ZoneCount[]
  readonly count: number
  readonly openCount: number
  /** What lies aside; what ends soonest first. */
  readonly shelved: readonly AlarmItem[]
  /** Alarms that have no row and are in no zone count. */
  readonly hiddenCount: number
  readonly hiddenOpen: number
  readonly hiddenHigh: number
}

interface Options {
  readonly capacity: number
  readonly isFlood: boolean
}

/**
 * The list for a panel with room for `capacity` rows. In a flood only high ones have rows; all others are counts
 * by area, so that a storm of small ones never pushes a high one out.
 */
export function alarmListOf(items: Iterable<AlarmItem>, { capacity, isFlood }: Options): AlarmList {
  const all = [...items]
  const shelved = all.filter(({ state }) => state === 'shelved')
  const seen = all.filter(({ state }) => state !== 'shelved')
  const listed = isFlood ? seen.filter(({ priority }) => priority === 'high') : seen
  const groups = groupAlarms(listed, true)
  const shown = groups.slice(0, capacity)
  const hidden = groups.slice(capacity)
  return {
    rows: shown.flatMap(rowOf),
    zones: isFlood ? zoneCountsOf(seen) : [],
    count: seen.length,
    openCount: seen.filter(needsAcknowledging).length,
    shelved: shelved.toSorted((a, b) => (a.shelved?.untilMs ?? 0) - (b.shelved?.untilMs ?? 0)),
    hiddenCount: sum(hidden, ({ members }) => members.length),
    hiddenOpen: sum(hidden, ({ unacknowledgedCount }) => unacknowledgedCount),
    hiddenHigh: sum(hidden, ({ priority, members }) => (priority === 'high' ? members.length : 0)),
  }
}

/** The row that the keys mean where none is chosen: the topmost that nobody has taken. */
export function topmostOpen(rows: readonly AlarmRow[]): AlarmRow | undefined {
  return rows.find(({ item }) => needsAcknowledging(item))
}

/** What one key may take at once: what is on the glass, and never a high one. */
export function openBelowHigh(rows: readonly AlarmRow[]): readonly string[] {
  return rows
    .filter(({ item }) => item.priority !== 'high' && needsAcknowledging(item))
    .flatMap(({ ids }) => ids)
}

/** How long is left to respond; negative when it is over. Nothing is left to do once the cause is gone. */
export function leftToRespondMs(item: AlarmItem, nowMs: number): number | undefined {
  if (item.state === 'returned' || item.clearedMs !== undefined) return undefined
  return item.announcedMs + item.timeToRespondMs - nowMs
}

function rowOf({ key, members, zone }: AlarmGroup): readonly AlarmRow[] {
  const [item] = members
  if (item === undefined) return []
  const ids = members.map(({ id }) => id)
  return [{ key, item, ids, count: members.length, ...(zone === undefined ? {} : { zone }) }]
}

function zoneCountsOf(items: readonly AlarmItem[]): readonly ZoneCount[] {
  const byZone = Map.groupBy(items, ({ zone }) => zone)
  return [...byZone]
    .map(([zone, members]) => ({
      zone,
      counts: {
        high: members.filter(({ priority }) => priority === 'high').length,
        medium: members.filter(({ priority }) => priority === 'medium').length,
        low: members.filter(({ priority }) => priority === 'low').length,
      },
      open: members.filter(needsAcknowledging).length,
    }))
    .sort(
      (a, b) =>
        b.counts.high - a.counts.high || b.open - a.open || (a.zone ?? '').localeCompare(b.zone ?? ''),
    )
}

function sum<T>(list: readonly T[], of: (one: T) => number): number {
  return list.reduce((total, one) => total + of(one), 0)
}
