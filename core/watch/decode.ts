import type { Change as WireChange } from '../../proto/gen/wall/v1/wall_feed.ts'
import { KINDS, type ResourceChange } from '../../domain/model/resource.ts'
import { decodeCase } from './decode-case.ts'
import { decodeDutyPoint, decodeRosterEntry, decodeSignIn, decodeUnit } from './decode-duty.ts'
import { decodeDevice, decodeGridNode } from './decode-place.ts'
import { decodeOperationMode, decodeSlaPolicy } from './decode-policy.ts'

/**
 * The only place that turns wire messages into the model. `undefined`: a resource of a kind that this
 * version does not know; the caller counts it and goes on.
 */
export function decodeChange(wire: WireChange): ResourceChange | undefined {
  const { revision } = wire
  if (wire.case) return { kind: 'case', id: wire.case.id, revision, value: decodeCase(wire.case) }
  if (wire.unit) return { kind: 'unit', id: wire.unit.id, revision, value: decodeUnit(wire.unit) }
  if (wire.dutyPoint) {
    return { kind: 'duty_point', id: wire.dutyPoint.id, revision, value: decodeDutyPoint(wire.dutyPoint) }
  }
  if (wire.rosterEntry) {
    const { rosterEntry } = wire
    return { kind: 'roster_entry', id: rosterEntry.id, revision, value: decodeRosterEntry(rosterEntry) }
  }
  if (wire.signIn) return { kind: 'sign_in', id: wire.signIn.id, revision, value: decodeSignIn(wire.signIn) }
  if (wire.gridNode) {
    return { kind: 'grid_node', id: wire.gridNode.id, revision, value: decodeGridNode(wire.gridNode) }
  }
  if (wire.device) return { kind: 'device', id: wire.device.id, revision, value: decodeDevice(wire.device) }
  if (wire.slaPolicy) {
    return { kind: 'sla_policy', id: wire.slaPolicy.id, revision, value: decodeSlaPolicy(wire.slaPolicy) }
  }
  if (wire.operationMode) {
    const { operationMode } = wire
    return {
      kind: 'operation_mode',
      id: operationMode.id,
      revision,
      value: decodeOperationMode(operationMode),
    }
  }
  return decodeRemoval(wire)
}

function decodeRemoval({ removal, revision }: WireChange): ResourceChange | undefined {
  const kind = KINDS.find((one) => one === removal?.kind)
  if (removal === undefined || kind === undefined) return undefined
  return { kind, id: removal.id, revision, value: undefined }
}
