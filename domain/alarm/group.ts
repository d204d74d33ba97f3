import type { AlarmItem } from '../view/alarm-item.ts'
import type { AlarmKind, AlarmPriority, AlarmState } from './alarm.ts'

/** Alarms of one kind in one zone. */
export interface AlarmGroup {
  readonly key: string
  readonly kind: AlarmKind
  readonly priority: AlarmPriority
  readonly zone?: string
  /** Sorted; the first stands for the group. */
  readonly members: readonly AlarmItem[]
  readonly unacknowledgedCount: number
}

/**
 * What is there and not taken first, high before medium, then high ones that have cleared and were not taken, then
 * the low ones; after them what somebody has taken, and last what lies on the shelf. Among equals the oldest first.
 */
export function compareAlarms(a: AlarmItem, b: AlarmItem): number {
  return (
    rankOf(a) - rankOf(b) || urgencyOf(a) - urgencyOf(b) || a.raisedMs - b.raisedMs || (a.id < b.id ? -1 : 1)
  )
}

export function needsAcknowledging({ state }: Pick<AlarmItem, 'state'>): boolean {
  return state === 'unacknowledged' || state === 'returned'
}

/**
 * Identical alarms of one zone as one, with a count. High ones stay alone where `keepHighAlone`: a flood view
 * summarises, and never hides one of them. Those that have cleared ask for nothing but to be taken, and are one.
 */
export function groupAlarms(items: Iterable<AlarmItem>, keepHighAlone: boolean): readonly AlarmGroup[] {
  const byKey = new Map<string, AlarmItem[]>()
  for (const item of items) {
    const key = keyOf(item, keepHighAlone)
    const there = byKey.get(key)
    if (there === undefined) byKey.set(key, [item])
    else there.push(item)
  }
  return [...byKey].map(([key, members]) => groupOf(key, members)).sort(compareGroups)
}

function groupOf(key: string, unsorted: readonly AlarmItem[]): AlarmGroup {
  const members = unsorted.toSorted(compareAlarms)
  const [first] = members
  if (first === undefined) throw new Error('A group has a member.')
  return {
    key,
    kind: first.kind,
    priority: first.priority,
    ...(first.zone === undefined ? {} : { zone: first.zone }),
    members,
    unacknowledgedCount: members.filter(needsAcknowledging).length,
  }
}

function compareGroups(a: AlarmGroup, b: AlarmGroup): number {
  const [first, other] = [a.members[0], b.members[0]]
  return first === undefined || other === undefined ? 0 : compareAlarms(first, other)
}

/** What differs in priority or in whether somebody has taken it is not identical. */
function keyOf({ id, kind, priority, zone, state }: AlarmItem, keepHighAlone: boolean): string {
  if (keepHighAlone && priority === 'high' && state !== 'returned') return id
  if (zone === undefined) return id
  return `${kind}/${priority}/${zone}/${state}`
}

const RANKS: Readonly<Record<AlarmState, number>> = {
  unacknowledged: 0,
  returned: 0,
  acknowledged: 1,
  shelved: 2,
}

function rankOf({ state }: Pick<AlarmItem, 'state'>): number {
  return RANKS[state]
}

const URGENCIES: Readonly<Record<AlarmPriority, number>> = { high: 0, medium: 1, low: 3 }
const CLEARED_URGENCY = 2

/** One that has cleared can wait for what is there, but for a low one. */
function urgencyOf({ state, priority }: Pick<AlarmItem, 'state' | 'priority'>): number {
  const urgency = URGENCIES[priority]
  return state === 'returned' ? Math.max(urgency, CLEARED_URGENCY) : urgency
}
