import { Datum, type IntakeRecord } from '../../../proto/gen/wall/v1/intake.ts'
import type { Case, Fact } from '../../../proto/gen/wall/v1/case.ts'
import type { DutyPoint, RosterEntry, SignIn, Unit } from '../../../proto/gen/wall/v1/duty.ts'
import type { Device, GridNode } from '../../../proto/gen/wall/v1/place.ts'
import type { OperationMode, SlaPolicy } from '../../../proto/gen/wall/v1/policy.ts'
import type { Removal } from '../../../proto/gen/wall/v1/wall_feed.ts'

/** What an intake record carries, before it has a key. */
export type Payload =
  | { readonly case: Case }
  | { readonly caseFact: { readonly caseId: string; readonly fact: Fact } }
  | { readonly unit: Unit }
  | { readonly dutyPoint: DutyPoint }
  | { readonly rosterEntry: RosterEntry }
  | { readonly signIn: SignIn }
  | { readonly gridNode: GridNode }
  | { readonly device: Device }
  | { readonly slaPolicy: SlaPolicy }
  | { readonly operationMode: OperationMode }
  | { readonly removal: Removal }

export interface TimedPayload {
  readonly atMs: number
  readonly payload: Payload
}

export function intakeRecord(idempotencyKey: string, payload: Payload): IntakeRecord {
  return { idempotencyKey, datum: Datum.DATUM_WGS84, ...payload }
}
