import type { Position } from '../model/position.ts'
import type { AlarmKind, AlarmPriority } from './alarm.ts'

/**
 * Something that is so now and asks for a person. `id` is of the cause: at risk and breached are two conditions
 * of one clock and have one id, so that the second takes the place of the first.
 */
export interface AlarmCondition {
  readonly id: string
  readonly kind: AlarmKind
  readonly priority: AlarmPriority
  /** Server time since which it asks for a person. */
  readonly sinceMs: number
  readonly subject: string
  readonly place?: string
  readonly zone?: string
  readonly position?: Position
  readonly caseId?: string
  readonly unitId?: string
  readonly dutyPointId?: string
  /** It goes on by reckoning only; the link is down (I9). */
  readonly presumed?: true
}

/** Now, and the server instant up to which every fact is known: the same while the link is live. */
export interface Moment {
  readonly nowMs: number
  readonly knownToMs: number
}

/** Whether nothing in it differs that anybody sees. */
export function isSameCondition(a: AlarmCondition, b: AlarmCondition): boolean {
  return (
    a.kind === b.kind &&
    a.priority === b.priority &&
    a.sinceMs === b.sinceMs &&
    a.subject === b.subject &&
    a.place === b.place &&
    a.zone === b.zone &&
    a.caseId === b.caseId &&
    a.unitId === b.unitId &&
    a.presumed === b.presumed &&
    a.position?.lat === b.position?.lat &&
    a.position?.lon === b.position?.lon
  )
}
