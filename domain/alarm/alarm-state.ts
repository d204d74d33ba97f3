import type { AlarmItem, PersonAtTime } from '../view/alarm-item.ts'
import { ALARM_PRIORITIES, type AlarmPriority, type AlarmState } from './alarm.ts'
import { ALARM_CATALOGUE, latches, SHELF_MAX_MS } from './catalogue.ts'
import type { AlarmCondition } from './condition.ts'

export type Shelf = NonNullable<AlarmItem['shelved']>

/**
 * One alarm. A high one is latched: it goes when its cause is gone and somebody has taken it, and not before. A
 * lower one goes with its cause. Who took it has taken it until it gets worse. Every step is a pure function that
 * returns a new one.
 */
export interface Alarm {
  /** As it was seen last. */
  readonly condition: AlarmCondition
  readonly active: boolean
  readonly raisedMs: number
  readonly announcedMs: number
  readonly clearedMs?: number
  readonly acknowledged?: PersonAtTime
  readonly shelved?: Shelf
  readonly assignedTo?: string
  /** Old news after an outage: listed, never announced. */
  readonly quiet?: true
  readonly firstOut?: true
}

/** What a step made of it. `undefined`: normal and taken, it is gone. */
export interface Observed {
  readonly alarm: Alarm | undefined
  readonly announced: boolean
}

export function raisedAlarm(condition: AlarmCondition, nowMs: number, quiet: boolean): Alarm {
  const raisedMs = Math.min(condition.sinceMs, nowMs)
  return {
    condition,
    active: true,
    raisedMs,
    announcedMs: quiet ? raisedMs : nowMs,
    ...(quiet ? { quiet: true } : {}),
  }
}

export function alarmState({ active, acknowledged, shelved }: Alarm): AlarmState {
  if (shelved !== undefined) return 'shelved'
  if (acknowledged !== undefined) return 'acknowledged'
  return active ? 'unacknowledged' : 'returned'
}

/** The cause as it is now; `undefined`: it has gone. `isOld`: it is news of before an outage's end. */
export function observedAlarm(
  alarm: Alarm,
  condition: AlarmCondition | undefined,
  nowMs: number,
  isOld = false,
): Observed {
  if (condition === undefined) return clearedAlarm(alarm, nowMs)
  const before = without(alarm, 'clearedMs')
  if (isWorse(condition.priority, alarm.condition.priority)) return escalated(before, condition, nowMs, isOld)
  if (alarm.active && condition === alarm.condition) return { alarm, announced: false }
  return { alarm: { ...before, condition, active: true }, announced: false }
}

/**
 * A higher priority is another thing to respond to: neither an acknowledgement nor a shelf covers it. What became
 * another kind in an outage is old news like what began in it; of one kind only the rise is known, and it is new.
 */
function escalated(alarm: Alarm, condition: AlarmCondition, nowMs: number, isOld: boolean): Observed {
  const rest = without(alarm, 'acknowledged', 'shelved', 'quiet')
  if (isOld && condition.kind !== alarm.condition.kind) {
    const announcedMs = Math.min(condition.sinceMs, nowMs)
    return { alarm: { ...rest, condition, active: true, announcedMs, quiet: true }, announced: false }
  }
  return { alarm: { ...rest, condition, active: true, announcedMs: nowMs }, announced: true }
}

function clearedAlarm(alarm: Alarm, nowMs: number): Observed {
  // On the shelf it may come and go: that is mostly why it is there.
  if (alarm.shelved === undefined && (alarm.acknowledged !== undefined || !latches(alarm.condition))) {
    return { alarm: undefined, announced: false }
  }
  if (!alarm.active) return { alarm, announced: false }
  return { alarm: { ...alarm, active: false, clearedMs: nowMs }, announced: false }
}

/** The first to take it is the one; whoever comes later changes nothing. */
export function acknowledgedAlarm(alarm: Alarm, person: PersonAtTime): Alarm | undefined {
  if (alarm.acknowledged !== undefined) return alarm
  const taken = { ...alarm, acknowledged: person }
  return alarm.active || alarm.shelved !== undefined ? taken : undefined
}

export function shelvedAlarm(alarm: Alarm, shelf: Shelf): Alarm {
  return { ...alarm, shelved: { ...shelf, untilMs: Math.min(shelf.untilMs, shelf.atMs + SHELF_MAX_MS) } }
}

/** Back from the shelf: an alarm that is still there was out of sight, and is announced anew. */
export function unshelvedAlarm(alarm: Alarm, nowMs: number): Observed {
  if (alarm.shelved === undefined) return { alarm, announced: false }
  if (!alarm.active) return { alarm: undefined, announced: false }
  const rest = without(alarm, 'shelved', 'acknowledged', 'quiet')
  return { alarm: { ...rest, announcedMs: nowMs }, announced: true }
}

export function assignedAlarm(alarm: Alarm, person: string): Alarm {
  return person === '' ? without(alarm, 'assignedTo') : { ...alarm, assignedTo: person }
}

export function isWorse(one: AlarmPriority, other: AlarmPriority): boolean {
  return ALARM_PRIORITIES.indexOf(one) < ALARM_PRIORITIES.indexOf(other)
}

/** As views see it. Member by member: thousands are made in one second of a flood. */
export function alarmItem(alarm: Alarm, timesInMinute: number): AlarmItem {
  const { condition, clearedMs, acknowledged, shelved, assignedTo } = alarm
  const { place, zone, position, caseId, unitId, dutyPointId } = condition
  const item: { -readonly [K in keyof AlarmItem]: AlarmItem[K] } = {
    id: condition.id,
    kind: condition.kind,
    priority: condition.priority,
    subject: condition.subject,
    state: alarmState(alarm),
    raisedMs: alarm.raisedMs,
    announcedMs: alarm.announcedMs,
    timeToRespondMs: ALARM_CATALOGUE[condition.kind].timeToRespondMs,
    presumed: condition.presumed === true,
    firstOut: alarm.firstOut === true,
    timesInMinute,
  }
  if (place !== undefined) item.place = place
  if (zone !== undefined) item.zone = zone
  if (position !== undefined) item.position = position
  if (caseId !== undefined) item.caseId = caseId
  if (unitId !== undefined) item.unitId = unitId
  if (dutyPointId !== undefined) item.dutyPointId = dutyPointId
  if (alarm.quiet === true) item.quiet = true
  if (clearedMs !== undefined) item.clearedMs = clearedMs
  if (acknowledged !== undefined) item.acknowledged = acknowledged
  if (shelved !== undefined) item.shelved = shelved
  if (assignedTo !== undefined) item.assignedTo = assignedTo
  return item
}

function without<K extends keyof Alarm>(alarm: Alarm, ...names: readonly K[]): Omit<Alarm, K> {
  const rest: Partial<Alarm> = { ...alarm }
  for (const name of names) Reflect.deleteProperty(rest, name)
  // Only the named members are gone.
  return rest as Omit<Alarm, K>
}
