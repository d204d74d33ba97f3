import type { Change as WireChange } from '../../proto/gen/wall/v1/wall_feed.ts'
import { KINDS, type ResourceChange } from '../../domain/model/resource.ts'
import { decodeCase } from './decode-case.ts'
import { decodeDutyPoint, decodeRosterEntry, decodeSignIn, decodeUnit } from './decode-duty.ts'
import { decodeDevice, decodeGridNode } from './decode-place.ts'
import { decodeOperationMode, decodeSlaPolicy } from './decode-policy.ts'
import { isKnownTerm, termOf as plainTermOf, type ReadTerm } from './wire-values.ts'

/** The only place that turns wire messages into the model: what they say, and how much of it this version cannot understand. */
export interface Decoded {
  readonly changes: readonly ResourceChange[]
  /** Changes of kinds that this version does not know. */
  readonly undecodable: number
  /** Enum values that it does not know; they are kept by their numbers. */
  readonly unknownValues: number
}

export function decodeChanges(wire: readonly WireChange[]): Decoded {
  let unknownValues = 0
  const termOf: ReadTerm = (terms, value) => {
    if (!isKnownTerm(terms, value)) unknownValues++
    return plainTermOf(terms, value)
  }
  const changes = wire.map((one) => decodeChange(one, termOf)).filter((one) => one !== undefined)
  return { changes, undecodable: wire.length - changes.length, unknownValues }
}

/** `undefined`: a resource of a kind that this version does not know. */
function decodeChange(wire: WireChange, termOf: ReadTerm): ResourceChange | undefined {
  const { revision } = wire
  if (wire.case) return { kind: 'case', id: wire.case.id, revision, value: decodeCase(wire.case, termOf) }
  if (wire.unit) return { kind: 'unit', id: wire.unit.id, revision, value: decodeUnit(wire.unit, termOf) }
  if (wire.dutyPoint) {
    return { kind: 'duty_point', id: wire.dutyPoint.id, revision, value: decodeDutyPoint(wire.dutyPoint) }
  }
  if (wire.rosterEntry) {
    const { rosterEntry } = wire
    return {
      kind: 'roster_entry',
      id: rosterEntry.id,
      revision,
      value: decodeRosterEntry(rosterEntry, termOf),
    }
  }
  if (wire.signIn)
    return { kind: 'sign_in', id: wire.signIn.id, revision, value: decodeSignIn(wire.signIn, termOf) }
  if (wire.gridNode) {
    return { kind: 'grid_node', id: wire.gridNode.id, revision, value: decodeGridNode(wire.gridNode) }
  }
  if (wire.device)
    return { kind: 'device', id: wire.device.id, revision, value: decodeDevice(wire.device, termOf) }
  if (wire.slaPolicy) {
    return {
      kind: 'sla_policy',
      id: wire.slaPolicy.id,
      revision,
      value: decodeSlaPolicy(wire.slaPolicy, termOf),
    }
  }
  if (wire.operationMode) {
    const { operationMode } = wire
    return {
      kind: 'operation_mode',
      id: operationMode.id,
      revision,
      value: decodeOperationMode(operationMode, termOf),
    }
  }
  return decodeRemoval(wire)
}

function decodeRemoval({ removal, revision }: WireChange): ResourceChange | undefined {
  const kind = KINDS.find((one) => one === removal?.kind)
  if (removal === undefined || kind === undefined) return undefined
  return { kind, id: removal.id, revision, value: undefined }
}
