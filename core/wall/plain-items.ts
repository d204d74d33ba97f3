import type { Unit } from '../../domain/model/duty.ts'
import type { Device, GridNode } from '../../domain/model/place.ts'
import type { OperationMode } from '../../domain/model/policy.ts'
import type { DeviceItem, GridItem, OperationItem, UnitItem } from '../../domain/view/items.ts'
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
  return { id: device.id, ...pick(device, ['kind', 'state', 'position']) }
}

export function gridItem(node: GridNode): GridItem {
  return { id: node.id, level: node.level, name: node.name, ...pick(node, ['parentId', 'center']) }
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
