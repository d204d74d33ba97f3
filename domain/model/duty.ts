import type { Position } from './position.ts'
import type { DutyKind, Role, UnitStatus } from './terms.ts'

export interface Unit {
  readonly id: string
  readonly name: string
  readonly dutyPointId?: string
  readonly status?: UnitStatus
  readonly statusSinceMs?: number
  readonly position?: Position
  readonly accuracyM?: number
  /** The last sign of life. A unit that goes silent ages and stays. */
  readonly heardAtMs?: number
  readonly officerCount: number
  readonly auxiliaryCount: number
  readonly vehicle?: string
  readonly caseId?: string
}

/** Minutes from local midnight; `endMinute` passes 1440 for a band over midnight. */
export interface Band {
  readonly name: string
  readonly startMinute: number
  readonly endMinute: number
}

/** 执勤点 */
export interface DutyPoint {
  readonly id: string
  readonly name: string
  readonly gridId?: string
  readonly position?: Position
  readonly radiusM: number
  readonly requiredOfficers: number
  /** Empty: in duty all day. */
  readonly bands: readonly Band[]
  readonly inEventZone: boolean
}

export interface RosterEntry {
  readonly id: string
  readonly dutyPointId: string
  readonly unitId?: string
  readonly personId: string
  readonly role?: Role
  readonly dutyKind?: DutyKind
  readonly band: string
  readonly startMs: number
  readonly endMs: number
}

export interface SignIn {
  readonly id: string
  readonly rosterEntryId: string
  readonly personId: string
  readonly dutyPointId: string
  readonly role?: Role
  readonly inMs: number
  readonly outMs?: number
  readonly inCell: boolean
}

/** From a sign-in to its sign-out; open while there is none. */
export interface Attendance {
  readonly inMs: number
  readonly outMs?: number
  readonly inCell: boolean
}
