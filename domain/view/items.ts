import type { Attendance, Band } from '../model/duty.ts'
import type { Position } from '../model/position.ts'
import type {
  DeviceKind,
  DeviceState,
  DutyKind,
  Means,
  Outcome,
  ResponseClass,
  RoadClass,
  Role,
  Route,
  Source,
  Stage,
  UnitStatus,
} from '../model/terms.ts'
import type { ClockRecord } from '../sla/clock-record.ts'
import type { ComplianceReport } from '../indicators/compliance.ts'
import type { IndicatorDetail } from '../indicators/indicator-detail.ts'
import type { ActItem } from './act-item.ts'
import type { AlarmItem, AlarmQualityItem } from './alarm-item.ts'
import type { DisplayItem, LayoutItem } from './display-item.ts'
import type { EventItem } from './event-item.ts'
import type { Correction, DarkReportItem } from './truth.ts'

/** A case as a wall needs it. `stage` is absent for a state that could not be mapped; it is shown as such. */
export interface CaseItem {
  readonly id: string
  readonly title: string
  readonly address: string
  readonly position?: Position
  readonly source?: Source
  readonly stage?: Stage
  readonly sourceState?: string
  readonly stageSinceMs: number
  readonly reportedMs: number
  readonly responseClass?: ResponseClass
  readonly gridId?: string
  readonly typeCode?: string
  readonly roadClass?: RoadClass
  readonly dutyKind?: DutyKind
  readonly route?: Route
  readonly urgent: boolean
  readonly supervised: boolean
  readonly dutyPointId?: string
  readonly unitIds: readonly string[]
  /** Quick cases only; empty before dispatch. Without a policy for the dispatch it stays empty, too. */
  readonly clocks: readonly ClockRecord[]
  /** Dispatched as a quick case, and no policy was in force: "no policy" is not "all in time". */
  readonly policyMissing?: boolean
  readonly outcome?: Outcome
  readonly means?: Means
  /** Voided, refused, merged or evaluated: no longer in the flow. */
  readonly ended: boolean
  /** 结案: the work is done, and the case waits for its evaluation. It is not open any more. */
  readonly closed: boolean
  readonly shouting?: boolean
  /** What the wall had presumed of this case and the gateway corrected, for ten minutes after. */
  readonly corrections?: readonly Correction[]
}

export interface UnitItem {
  readonly id: string
  readonly name: string
  readonly status?: UnitStatus
  readonly statusSinceMs?: number
  readonly position?: Position
  readonly heardAtMs?: number
  readonly caseId?: string
  readonly dutyPointId?: string
  readonly officerCount: number
  readonly auxiliaryCount: number
}

/**
 * 在岗 · 缺岗 · 仅协管 · 出警 · 失联 · 非值守时段.
 * `out-on-case`: staffed, and every unit of the point is away on a case.
 */
export type Staffing = 'staffed' | 'unmanned' | 'auxiliaries-only' | 'out-on-case' | 'silent' | 'off-duty'

export interface DutyPointItem {
  readonly id: string
  readonly name: string
  readonly gridId?: string
  readonly position?: Position
  readonly radiusM: number
  readonly inEventZone: boolean
  readonly requiredOfficers: number
  readonly officersOnPost: number
  readonly auxiliariesOnPost: number
  readonly rosteredCount: number
  readonly signedInCount: number
  readonly unitsOut: number
  readonly staffing: Staffing
  readonly staffingSinceMs: number
  /** The band in force, by the name the platform gave it. */
  readonly band?: string
  /** All bands of the post; absent when it is in duty all day. */
  readonly bands?: readonly Band[]
  /** Signed in now, but outside the cell: they fill no place. */
  readonly outOfCellCount?: number
}

export interface DeviceItem {
  readonly id: string
  readonly name: string
  readonly kind?: DeviceKind
  readonly state?: DeviceState
  readonly position?: Position
}

export interface GridItem {
  readonly id: string
  readonly parentId?: string
  readonly level: number
  readonly name: string
  readonly center?: Position
  /** 包队领导 · 片区队长 · 包街队员: who answers for it, as the platform names them. */
  readonly leader?: string
  readonly head?: string
  readonly member?: string
}

/** One person's duty at one post in one band, with the sign-in that belongs to it. */
export interface RosterItem {
  readonly id: string
  readonly dutyPointId: string
  readonly unitId?: string
  readonly personId: string
  readonly role?: Role
  readonly dutyKind?: DutyKind
  readonly band: string
  readonly startMs: number
  readonly endMs: number
  readonly signedInMs?: number
  readonly signedOutMs?: number
  /** Whether the sign-in was made inside the post's cell. */
  readonly inCell?: boolean
  /** All sign-ins, oldest first, where there was more than one: the one above is the last. */
  readonly attendances?: readonly Attendance[]
}

/** Where a unit has been, oldest first; id is the unit's. */
export interface TrackItem {
  readonly id: string
  readonly points: readonly (Position & { readonly atMs: number })[]
}

/** What the center is doing. One item, id `operation`. */
export interface OperationItem {
  readonly id: string
  readonly cityCode?: string
  readonly centerName: string
  readonly centerNameEn?: string
  readonly title: string
  readonly titleEn?: string
  readonly dutyKind?: DutyKind
  readonly utcOffsetMinutes: number
  readonly simulated: boolean
}

/** Numbers of the day, counted by the core over everything it knows. One item, id `indicators`. */
export interface IndicatorItem {
  readonly id: string
  /** Local midnight before `asOfMs`. */
  readonly fromMs: number
  readonly asOfMs: number
  readonly reportedCount: number
  readonly filedCount: number
  readonly openCount: number
  /** Filed cases per hour from midnight; one entry per hour begun. */
  readonly filedPerHour: readonly number[]
  readonly sourceCounts: Readonly<Record<string, number>>
  readonly arrive: ComplianceReport
  readonly handle: ComplianceReport
  readonly arriveLastHour: ComplianceReport
  readonly handleLastHour: ComplianceReport
  readonly voiceCorrectedCount: number
  readonly meansCounts: {
    readonly service: number
    readonly management: number
    readonly enforcement: number
  }
  /** By source, grid and hour, and what was unusual. */
  readonly detail?: IndicatorDetail
}

/** Everything a view holds, by collection and id. */
export interface Collections {
  readonly case: CaseItem
  readonly unit: UnitItem
  readonly dutyPoint: DutyPointItem
  readonly device: DeviceItem
  readonly grid: GridItem
  readonly operation: OperationItem
  readonly indicator: IndicatorItem
  readonly act: ActItem
  readonly darkReport: DarkReportItem
  readonly roster: RosterItem
  readonly track: TrackItem
  readonly alarm: AlarmItem
  readonly alarmQuality: AlarmQualityItem
  readonly display: DisplayItem
  readonly layout: LayoutItem
  readonly event: EventItem
}

export type CollectionName = keyof Collections

export const COLLECTIONS = [
  'case',
  'unit',
  'dutyPoint',
  'device',
  'grid',
  'operation',
  'indicator',
  'act',
  'darkReport',
  'roster',
  'track',
  'alarm',
  'alarmQuality',
  'display',
  'layout',
  'event',
] as const satisfies readonly CollectionName[]
