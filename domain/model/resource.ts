import type { Case } from './case.ts'
import type { DutyPoint, RosterEntry, SignIn, Unit } from './duty.ts'
import type { Device, GridNode } from './place.ts'
import type { OperationMode, SlaPolicy } from './policy.ts'

/** Every kind of resource and its shape. To add one, see CONTRIBUTING. */
export interface ResourceTypes {
  readonly case: Case
  readonly unit: Unit
  readonly duty_point: DutyPoint
  readonly roster_entry: RosterEntry
  readonly sign_in: SignIn
  readonly grid_node: GridNode
  readonly device: Device
  readonly sla_policy: SlaPolicy
  readonly operation_mode: OperationMode
}

export type Kind = keyof ResourceTypes

export const KINDS = [
  'case',
  'unit',
  'duty_point',
  'roster_entry',
  'sign_in',
  'grid_node',
  'device',
  'sla_policy',
  'operation_mode',
] as const satisfies readonly Kind[]

/** The whole new state of one resource, or its removal. */
export type ResourceChange = {
  readonly [K in Kind]: {
    readonly kind: K
    readonly id: string
    readonly revision: number
    /** `undefined`: the resource is gone. */
    readonly value: ResourceTypes[K] | undefined
  }
}[Kind]
