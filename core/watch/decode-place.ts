import type { Device as WireDevice, GridNode as WireGridNode } from '../../proto/gen/wall/v1/place.ts'
import type { Device, GridNode } from '../../domain/model/place.ts'
import { DEVICE_KINDS, DEVICE_STATES } from '../../domain/model/terms.ts'
import { compact, msOf, optionalWordsOf, positionOf, textOf, wordsOf, type ReadTerm } from './wire-values.ts'

export function decodeGridNode(wire: WireGridNode): GridNode {
  return compact<GridNode>({
    id: wire.id,
    parentId: textOf(wire.parentId),
    level: wire.level,
    levelName: wordsOf(wire.levelName),
    code: optionalWordsOf(wire.code),
    name: wordsOf(wire.name),
    center: positionOf(wire.center),
    leader: optionalWordsOf(wire.leader),
    head: optionalWordsOf(wire.head),
    member: optionalWordsOf(wire.member),
  })
}

export function decodeDevice(wire: WireDevice, termOf: ReadTerm): Device {
  return compact<Device>({
    id: wire.id,
    kind: termOf(DEVICE_KINDS, wire.kind),
    name: wordsOf(wire.name),
    position: positionOf(wire.position),
    state: termOf(DEVICE_STATES, wire.state),
    stateSinceMs: msOf(wire.stateSince),
  })
}
