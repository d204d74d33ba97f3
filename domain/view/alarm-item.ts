import type { AlarmKind, AlarmPriority, AlarmState } from '../alarm/alarm.ts'
import type { Position } from '../model/position.ts'

/** One alarm as it stands. Times are server time; `id` is of the cause, so it stays the same while it lasts. */
export interface AlarmItem {
  readonly id: string
  readonly kind: AlarmKind
  readonly priority: AlarmPriority
  readonly state: AlarmState
  /** What it is about, as people call it: a case's title, a duty point's or a unit's name. */
  readonly subject: string
  readonly place?: string
  /** Alarms of one kind in one zone are one group. */
  readonly zone?: string
  readonly position?: Position
  readonly caseId?: string
  readonly unitId?: string
  readonly dutyPointId?: string
  readonly raisedMs: number
  /** When it was announced last: at first, and again when its priority rose. */
  readonly announcedMs: number
  readonly clearedMs?: number
  /** How long a person has to respond, from `announcedMs`. */
  readonly timeToRespondMs: number
  /** The breach is reckoned only; the link is down (I9). */
  readonly presumed: boolean
  /** Old news after an outage, or chattering: listed, and not announced. */
  readonly quiet?: boolean
  /** The first of its group in this flood: the place to look for the cause. */
  readonly firstOut: boolean
  /** How often it had come in the minute before its last change; from three on it chatters. */
  readonly timesInMinute: number
  readonly acknowledged?: PersonAtTime
  readonly shelved?: PersonAtTime & { readonly reason: string; readonly untilMs: number }
  readonly assignedTo?: string
}

export interface PersonAtTime {
  readonly by: string
  readonly atMs: number
}

/** The quality of the alarms themselves (ISA-18.2, EEMUA 191). One item, id `alarm-quality`. */
export interface AlarmQualityItem {
  readonly id: string
  readonly asOfMs: number
  readonly last10MinCount: number
  readonly lastHourCount: number
  readonly lastDayCount: number
  /** More than 10 in ten minutes begin a flood, fewer than 5 end it. */
  readonly flood?: { readonly sinceMs: number; readonly count: number; readonly peak10MinCount: number }
  readonly floodsInDay: number
  readonly floodMsInDay: number
  readonly peak10MinCountInDay: number
  /** Active for longer than a day. */
  readonly standingCount: number
  readonly chatteringCount: number
  readonly fleetingInDay: number
  /** Gone with their cause before anybody had taken them. */
  readonly selfClearedInDay: number
  readonly shelvedCount: number
  /** Hidden because a loss upstream causes them. */
  readonly suppressedCount: number
  readonly splitInDay: { readonly high: number; readonly medium: number; readonly low: number }
  /** The busiest sources of the day, most first. */
  readonly topSources: readonly {
    readonly kind: AlarmKind
    /** A zone, or what it is about where there is none. */
    readonly name: string
    readonly count: number
  }[]
}
