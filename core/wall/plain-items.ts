import type { Attendance, RosterEntry, SignIn, Unit } from '../../domain/model/duty.ts'
import type { Device, GridNode } from '../../domain/model/place.ts'
import type { OperationMode } from '../../domain/model/policy.ts'
import type { DeviceItem, GridItem, OperationItem, RosterItem, UnitItem } from '../../domain/view/items.ts'
import { pick } from './case-item.ts'

export function unitItem(unit: Unit): UnitItem {
  return {
    id: unit.id,
    name: unit.name,
    officerCount: unit.officerCount,
    auxiliaryCount: unit.auxiliaryCount,
    ...pick(unit, ['status', 'statusSinceMs', 'position', 'heardAtMs', 'caseId', 'dutyPointId']),
  }
}

export function deviceItem(device: Device): DeviceItem {
  return { id: device.id, name: device.name, ...pick(device, ['kind', 'state', 'position']) }
}

export function gridItem(node: GridNode): GridItem {
  const { id, level, name } = node
  return { id, level, name, ...pick(node, ['parentId', 'center', 'leader', 'head', 'member']) }
}

/** With the last of its sign-ins, which are in order; and with all of them when somebody left and came back. */
export function rosterItem(entry: RosterEntry, signIns: readonly SignIn[]): RosterItem {
  const signIn = signIns.at(-1)
  const { id, dutyPointId, personId, band, startMs, endMs } = entry
  return {
    id,
    dutyPointId,
    personId,
    band,
    startMs,
    endMs,
    ...pick(entry, ['unitId', 'role', 'dutyKind']),
    ...(signIn === undefined ? {} : { signedInMs: signIn.inMs, inCell: signIn.inCell }),
    ...(signIn?.outMs === undefined ? {} : { signedOutMs: signIn.outMs }),
    ...(signIns.length < 2 ? {} : { attendances: signIns.map(attendanceOf) }),
  }
}

function attendanceOf({ inMs, outMs, inCell }: SignIn): Attendance {
  return { inMs, inCell, ...(outMs === undefined ? {} : { outMs }) }
}

export function operationItem(mode: OperationMode): OperationItem {
  return {
    id: 'operation',
    centerName: mode.centerName,
    title: mode.title,
    utcOffsetMinutes: mode.utcOffsetMinutes,
    simulated: mode.simulated,
    ...pick(mode, ['cityCode', 'centerNameEn', 'titleEn', 'dutyKind']),
  }
}
