import type { Position } from '../model/position.ts'

/** 重大活动保障: a whole operation as one file, made before and carried to the machine. */
export interface EventPack {
  readonly format: 1
  readonly id: string
  readonly version: number
  readonly name: string
  readonly nameEn: string
  readonly startMs: number
  readonly endMs: number
  readonly utcOffsetMinutes: number
  readonly phases: readonly Phase[]
  readonly venues: readonly Venue[]
  readonly zones: readonly Zone[]
  readonly routes: readonly Route[]
  readonly posts: readonly Post[]
  readonly forces: readonly Force[]
  readonly districts: readonly DistrictPlan[]
  readonly checklists: readonly Checklist[]
  readonly slaProfiles: readonly SlaProfile[]
  /** Which scene each display shows while the event is active, by display id; `*` is every display not named. */
  readonly scenes: Readonly<Record<string, string>>
  readonly phrases: readonly string[]
}

/** A piece of the evening; `actualStartMs` comes from the checklist or a person. */
export interface Phase {
  readonly id: string
  readonly kind: 'countdown' | 'early-intervention' | 'doors' | 'ceremony' | 'dispersal' | 'stand-down'
  readonly name: string
  readonly nameEn: string
  readonly startMs: number
  readonly endMs: number
}

export interface Venue {
  readonly id: string
  readonly name: string
  readonly nameEn: string
  readonly role: string
  readonly roleEn: string
  readonly position: Position
  /** How far the position may be off. */
  readonly accuracyM: number
  readonly district: string
}

/** A cordon: a closed ring of at least three corners, the first not repeated. */
export interface Zone {
  readonly id: string
  readonly name: string
  readonly nameEn: string
  readonly ring: readonly Position[]
}

export interface Route {
  readonly id: string
  readonly name: string
  readonly nameEn: string
  readonly line: readonly Position[]
  /** An incident this near belongs to the route. */
  readonly corridorM: number
  readonly fromMs: number
  readonly toMs: number
}

export interface Post {
  readonly id: string
  readonly name: string
  readonly nameEn: string
  readonly position: Position
  readonly zoneId?: string
  readonly routeId?: string
  /** The duty point of the platform whose sign-ins fill this post. */
  readonly dutyPointId: string
  readonly requiredOfficers: number
  readonly fromMs: number
  readonly toMs: number
}

export interface Force {
  readonly id: string
  readonly name: string
  readonly nameEn: string
  readonly officerCount: number
  readonly vehicleCount: number
}

export type PlanStatus = 'drafted' | 'submitted' | 'approved' | 'in-force' | 'done'

/** One card per district: its own mechanism, and how far its plan is. */
export interface DistrictPlan {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly status: PlanStatus
  readonly mechanism: string
  readonly mechanismEn: string
  /** What the district counts: "1041", the five stages of a campaign. Parts are in order. */
  readonly measures: readonly Measure[]
}

export interface Measure {
  readonly name: string
  readonly nameEn: string
  readonly items: readonly { readonly name: string; readonly nameEn: string }[]
}

export interface Checklist {
  readonly id: string
  readonly name: string
  readonly nameEn: string
  readonly phaseId: string
  readonly items: readonly {
    readonly id: string
    readonly text: string
    readonly textEn: string
    readonly dueMs: number
  }[]
}

/** Limits of the two clocks for quick cases dispatched inside the zone during the phase. */
export interface SlaProfile {
  readonly id: string
  readonly zoneId: string
  readonly phaseId: string
  readonly arriveLimitMs: number
  readonly handleLimitMs: number
}
