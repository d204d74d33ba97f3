import type { BinaryWriter } from '@bufbuild/protobuf/wire'
import type { Change } from '../proto/gen/wall/v1/wall_feed.ts'
import { Case } from '../proto/gen/wall/v1/case.ts'
import { DutyPoint, RosterEntry, SignIn, Unit } from '../proto/gen/wall/v1/duty.ts'
import { Device, GridNode } from '../proto/gen/wall/v1/place.ts'
import { OperationMode, SlaPolicy } from '../proto/gen/wall/v1/policy.ts'
import { encoded } from './encoded.ts'

/** A kind of resource is named by its field in `wall.v1.Change`. */
export type Kind =
  | 'case'
  | 'unit'
  | 'duty_point'
  | 'roster_entry'
  | 'sign_in'
  | 'grid_node'
  | 'device'
  | 'sla_policy'
  | 'operation_mode'

/** The property of the generated messages `Change` and `IntakeRecord` that holds a kind. */
export type KindProperty = Exclude<keyof Change, 'revision' | 'committedAt' | 'removal'>

/** The field number of `removal` in `Change`. */
export const REMOVAL_FIELD = 15

interface KindRow {
  readonly kind: Kind
  readonly property: KindProperty
  /** The field number in `Change`. */
  readonly field: number
}

export const KINDS: readonly KindRow[] = [
  { kind: 'case', property: 'case', field: 3 },
  { kind: 'unit', property: 'unit', field: 4 },
  { kind: 'duty_point', property: 'dutyPoint', field: 5 },
  { kind: 'roster_entry', property: 'rosterEntry', field: 6 },
  { kind: 'sign_in', property: 'signIn', field: 7 },
  { kind: 'grid_node', property: 'gridNode', field: 8 },
  { kind: 'device', property: 'device', field: 9 },
  { kind: 'sla_policy', property: 'slaPolicy', field: 10 },
  { kind: 'operation_mode', property: 'operationMode', field: 11 },
]

const fieldByKind = new Map<string, number>(KINDS.map((row) => [row.kind, row.field]))

export function isKind(name: string): name is Kind {
  return fieldByKind.has(name)
}

export function fieldOf(kind: Kind): number {
  return fieldByKind.get(kind) ?? REMOVAL_FIELD
}

/** The messages of the kinds, for encoding. */
export interface Resources {
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

const encoders: { readonly [K in Kind]: (message: Resources[K], writer: BinaryWriter) => unknown } = {
  case: (message, writer) => Case.encode(message, writer),
  unit: (message, writer) => Unit.encode(message, writer),
  duty_point: (message, writer) => DutyPoint.encode(message, writer),
  roster_entry: (message, writer) => RosterEntry.encode(message, writer),
  sign_in: (message, writer) => SignIn.encode(message, writer),
  grid_node: (message, writer) => GridNode.encode(message, writer),
  device: (message, writer) => Device.encode(message, writer),
  sla_policy: (message, writer) => SlaPolicy.encode(message, writer),
  operation_mode: (message, writer) => OperationMode.encode(message, writer),
}

export function encodeResource<K extends Kind>(kind: K, message: Resources[K]): Uint8Array {
  return encoded((writer) => encoders[kind](message, writer))
}
