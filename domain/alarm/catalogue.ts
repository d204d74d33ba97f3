import type { AlarmKind, AlarmPriority } from './alarm.ts'

/** What is fixed of one kind of alarm. Durations are server time. */
export interface AlarmDefinition {
  readonly priority: AlarmPriority
  /** The priority inside the cordon of a major event, where it is another. */
  readonly priorityInEventZone?: AlarmPriority
  /** How long a person has until the consequence follows. */
  readonly timeToRespondMs: number
  /** A condition must have lasted this long to become an alarm. */
  readonly onDelayMs: number
  /** It must have been gone for this long to end one (deadband). */
  readonly offDelayMs: number
  /**
   * At which priorities it stays, its cause gone, until somebody has taken it. A high one was harm already done,
   * or the wall itself was blind: people must know of it afterwards. A lower one only asks for an act; once the
   * act is done, by whomever, nothing is left to do, and a list of what needs nothing hides what does. It goes by
   * itself then, and is counted as such: many of them say that this kind is raised too early.
   */
  readonly latchesAt: readonly AlarmPriority[]
}

const MINUTE_MS = 60_000
const DEVICE_DELAYS = { onDelayMs: 10_000, offDelayMs: 30_000 }
const AT_ONCE = { onDelayMs: 0, offDelayMs: 0 }
const WHEN_HIGH = ['high'] as const
const NEVER = [] as const

/** The alarms of this wall. What a kind is caused by, leads to and asks for are its words: `wordKeysOf`. */
export const ALARM_CATALOGUE: Readonly<Record<AlarmKind, AlarmDefinition>> = {
  'arrive-breach': { priority: 'high', timeToRespondMs: 2 * MINUTE_MS, ...AT_ONCE, latchesAt: WHEN_HIGH },
  'handle-breach': { priority: 'high', timeToRespondMs: 5 * MINUTE_MS, ...AT_ONCE, latchesAt: WHEN_HIGH },
  'arrive-at-risk': { priority: 'medium', timeToRespondMs: MINUTE_MS, ...AT_ONCE, latchesAt: NEVER },
  'handle-at-risk': { priority: 'medium', timeToRespondMs: 2 * MINUTE_MS, ...AT_ONCE, latchesAt: NEVER },
  'post-unmanned': {
    priority: 'medium',
    priorityInEventZone: 'high',
    timeToRespondMs: 5 * MINUTE_MS,
    ...AT_ONCE,
    latchesAt: WHEN_HIGH,
  },
  'post-auxiliaries-only': {
    priority: 'low',
    timeToRespondMs: 15 * MINUTE_MS,
    onDelayMs: MINUTE_MS,
    offDelayMs: 0,
    latchesAt: NEVER,
  },
  'not-acknowledged': { priority: 'medium', timeToRespondMs: MINUTE_MS, ...AT_ONCE, latchesAt: NEVER },
  'unit-silent': { priority: 'medium', timeToRespondMs: 2 * MINUTE_MS, ...DEVICE_DELAYS, latchesAt: NEVER },
  'feeds-down': { priority: 'medium', timeToRespondMs: 10 * MINUTE_MS, ...DEVICE_DELAYS, latchesAt: NEVER },
  'link-lost': { priority: 'high', timeToRespondMs: MINUTE_MS, ...AT_ONCE, latchesAt: WHEN_HIGH },
  // It has no other end than that somebody took notice.
  rebound: { priority: 'low', timeToRespondMs: 60 * MINUTE_MS, ...AT_ONCE, latchesAt: ['low'] },
}

/** Without an officer signed in for longer than this a post is an alarm. */
export const UNMANNED_AFTER_MS = 3 * MINUTE_MS
/** Without a receipt for longer than this after the push. */
export const UNACKNOWLEDGED_AFTER_MS = MINUTE_MS
/** More than this share of a zone's feeds. */
export const FEEDS_DOWN_SHARE = 0.05
/** Real time without a word of the gateway. */
export const LINK_LOST_AFTER_MS = 15_000
/** Words of the gateway one after the other that end the loss. */
export const LINK_BACK_AFTER_WORDS = 3
/** A case of the same place and type within this time after one was closed. */
export const REBOUND_WITHIN_MS = 7 * 24 * 60 * MINUTE_MS
export const REBOUND_RADIUS_M = 50
/** One shift: nothing is put aside for longer. */
export const SHELF_MAX_MS = 8 * 60 * MINUTE_MS

export function priorityOf(kind: AlarmKind, inEventZone = false): AlarmPriority {
  const { priority, priorityInEventZone } = ALARM_CATALOGUE[kind]
  return (inEventZone ? priorityInEventZone : undefined) ?? priority
}

interface Latchable {
  readonly kind: AlarmKind
  readonly priority: AlarmPriority
}

/** Whether it stays, its cause gone, until somebody has taken it. */
export function latches({ kind, priority }: Latchable): boolean {
  return ALARM_CATALOGUE[kind].latchesAt.includes(priority)
}

/** The sentences of a kind, by their keys in the words of the wall. */
export function wordKeysOf(kind: AlarmKind) {
  return {
    name: `alarms.kind.${kind}`,
    cause: `alarms.cause.${kind}`,
    consequence: `alarms.consequence.${kind}`,
    response: `alarms.response.${kind}`,
  } as const
}
