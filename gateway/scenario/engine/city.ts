import type {
  DutyKind,
  Means,
  Outcome,
  ResponseClass,
  RoadClass,
  Source,
} from '../../../proto/gen/wall/v1/case.ts'
import type { Force, UnitPlan } from './force.ts'
import type { Point } from './geo.ts'
import type { Random } from './random.ts'
import type { Simulation } from './simulation.ts'
import { CHINA_OFFSET_MINUTES, DAY_MS, MINUTE_MS } from './time.ts'

/** A kind of case: code and title of GB/T 30428.2, and how often and how it comes. */
export interface CaseKind {
  readonly code: string
  readonly title: string
  readonly weight: number
  readonly responseClass: ResponseClass
  /** The seat corrects by loudspeaker first. */
  readonly shout: boolean
  /** A first minor violation gets ten minutes to leave. */
  readonly grace: boolean
  readonly sources: readonly { readonly weight: number; readonly source: Source; readonly actor: string }[]
}

/** Where a case happens. */
export interface Site {
  readonly address: string
  readonly position: Point
  readonly gridId: string
  readonly dutyPointId: string
  readonly roadClass: RoadClass
}

/** What a city is made of; the processes of `cases/` and `movement.ts` bring it to life. */
export interface CityPlan {
  readonly startMs: number
  readonly idPrefix: string
  readonly dutyKind: DutyKind
  readonly kinds: readonly CaseKind[]
  /** Cases an hour, by the local hour. */
  readonly quickPerHour: readonly number[]
  readonly nationalPerHour: readonly number[]
  readonly outcomes: readonly { readonly weight: number; readonly means: Means; readonly outcome: Outcome }[]
  readonly units: readonly UnitPlan[]
  /** How fast a unit can get anywhere, in metres a second. */
  readonly topSpeed: number
  nextSite(random: Random): Site
}

export interface City {
  readonly plan: CityPlan
  readonly simulation: Simulation
  readonly random: Random
  readonly force: Force
  nextCaseId(): string
}

/** Minutes since local midnight; the scenarios play in China. */
export function localMinute(ms: number): number {
  const local = ms + CHINA_OFFSET_MINUTES * MINUTE_MS
  return (local % DAY_MS) / MINUTE_MS
}

export function localHour(ms: number): number {
  return Math.floor(localMinute(ms) / 60)
}

export function localMidnightMs(ms: number): number {
  return ms - Math.floor(localMinute(ms) * MINUTE_MS)
}

/** `20221230` */
export function localDate(ms: number): string {
  return new Date(ms + CHINA_OFFSET_MINUTES * MINUTE_MS).toISOString().slice(0, 10).replaceAll('-', '')
}

/** The serial of a case starts anew every day. */
export function caseNumbers(prefix: string, simulation: Simulation): () => string {
  let date = ''
  let serial = 0
  return () => {
    const today = localDate(simulation.nowMs)
    if (today !== date) [date, serial] = [today, 0]
    serial += 1
    return `${prefix}-${date}-${String(serial).padStart(4, '0')}`
  }
}
