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

/** What one area has in a flood, or what `merged` areas have that have no line of their own. */
export interface ZoneCount {
  readonly zone: string | undefined
  readonly merged?: number
  readonly counts: Readonly<Record<AlarmPriority, number>>
  readonly open: number
}

export interface AlarmList {
  /** Never more than `lines`, unless all of them are high: those take turns on the lines there are. */
  readonly rows: readonly AlarmRow[]
  /** Rows that have room at once. */
  readonly lines: number
  /** The rows are one line each. */
  readonly isDense: boolean
  readonly zones: readonly ZoneCount[]
  readonly count: number
  readonly openCount: number
  readonly highCount: number
  /** What lies aside; what ends soonest first. */
  readonly shelved: readonly AlarmItem[]
  /** Alarms that have no row and are in no zone count; none of them is high. */
  readonly hiddenCount: number
  readonly hiddenOpen: number
}

interface Options {
  /** Rows of full height that have room. */
  readonly capacity: number
  /** Lines that have room: a dense row is one, and so is one line of areas. */
  readonly lines: number
  /** Areas that one line has room for. */
  readonly zonesOfLine: number
  readonly isFlood: boolean
}

/**
 * The list for a panel. In a flood only high ones have rows, of one line each; all others are counts by area in
 * what those leave, one line at least. Where the high ones do not fit without a flood, all rows are of one line, too.
 * Every high one has a row, whoever has taken it: a storm of small ones never pushes it out. Others have what those
 * leave; where they leave nothing and take turns, what nobody took comes before what somebody took.
 */
export function alarmListOf(items: Iterable<AlarmItem>, options: Options): AlarmList {
  const { capacity, lines, zonesOfLine, isFlood } = options
  const all = [...items]
  const shelved = all.filter(({ state }) => state === 'shelved')
  const seen = all.filter(({ state }) => state !== 'shelved')
  const listed = isFlood ? seen.filter(({ priority }) => priority === 'high') : seen
  const groups = groupAlarms(listed, true)
  const high = groups.filter(({ priority }) => priority === 'high')
  const isDense = isFlood || high.length > capacity
  const room = Math.max(1, isFlood ? lines - 1 : isDense ? lines : capacity)
  const lower = groups.filter(({ priority }) => priority !== 'high')
  const before = high.length < room ? high.length : high.filter(isOpen).length
  const openLower = lower.filter(isOpen).slice(0, Math.max(0, room - before))
  const takenLower = lower.filter((group) => !isOpen(group))
  const besides = takenLower.slice(0, Math.max(0, room - high.length - openLower.length))
  const kept = new Set([...openLower, ...besides])
  const hidden = lower.filter((group) => !kept.has(group))
  const shown = groups.filter((group) => group.priority === 'high' || kept.has(group))
  const zoneRoom = Math.max(1, lines - Math.min(room, shown.length)) * zonesOfLine
  return {
    rows: shown.flatMap(rowOf),
    lines: room,
    isDense,
    zones: isFlood ? fittingZones(zoneCountsOf(seen), zoneRoom) : [],
    count: seen.length,
    openCount: seen.filter(needsAcknowledging).length,
    highCount: seen.filter(({ priority }) => priority === 'high').length,
    shelved: shelved.toSorted((a, b) => (a.shelved?.untilMs ?? 0) - (b.shelved?.untilMs ?? 0)),
    hiddenCount: sum(hidden, ({ members }) => members.length),
    hiddenOpen: sum(hidden, ({ unacknowledgedCount }) => unacknowledgedCount),
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

function isOpen({ unacknowledgedCount }: AlarmGroup): boolean {
  return unacknowledgedCount > 0
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

/** The areas that have room; the last place is of all that have none, so that no count is lost. */
function fittingZones(zones: readonly ZoneCount[], room: number): readonly ZoneCount[] {
  if (zones.length <= room) return zones
  const rest = zones.slice(room - 1)
  const countOf = (priority: AlarmPriority): number => sum(rest, ({ counts }) => counts[priority])
  return [
    ...zones.slice(0, room - 1),
    {
      zone: undefined,
      merged: rest.length,
      counts: { high: countOf('high'), medium: countOf('medium'), low: countOf('low') },
      open: sum(rest, ({ open }) => open),
    },
  ]
}

function sum<T>(list: readonly T[], of: (one: T) => number): number {
  return list.reduce((total, one) => total + of(one), 0)
}
