import { DutyPoint } from '../../proto/gen/wall/v1/duty.ts'
import type { IntakeRecord } from '../../proto/gen/wall/v1/intake.ts'
import { GridNode } from '../../proto/gen/wall/v1/place.ts'
import { aRecord, aUnit, caseRecord } from './records.ts'

const EMPTY = new Uint8Array()

export function gridNode(id: string, parentId: string): IntakeRecord {
  return aRecord(`${id} below ${parentId}`, { gridNode: { ...GridNode.decode(EMPTY), id, parentId } })
}

function dutyPoint(id: string, gridId: string): IntakeRecord {
  return aRecord(id, { dutyPoint: { ...DutyPoint.decode(EMPTY), id, name: id, gridId } })
}

/** Two districts, a loop in the grid tree, a case in each of them and one nowhere, and units of both and of none. */
export const CITY: readonly IntakeRecord[] = [
  gridNode('south', ''),
  gridNode('south-1', 'south'),
  gridNode('north', ''),
  gridNode('loop-a', 'loop-b'),
  gridNode('loop-b', 'loop-a'),
  dutyPoint('south-post', 'south-1'),
  dutyPoint('north-post', 'north'),
  aRecord('A', { unit: aUnit('A', { dutyPointId: 'south-post' }) }),
  aRecord('B', { unit: aUnit('B', { dutyPointId: 'north-post' }) }),
  aRecord('C', { unit: aUnit('C') }),
  caseRecord('S', { gridId: 'south-1' }),
  caseRecord('N', { gridId: 'north' }),
  caseRecord('L', { gridId: 'loop-a' }),
  caseRecord('X'),
]
