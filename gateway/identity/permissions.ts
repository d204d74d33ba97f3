import { status } from '@grpc/grpc-js'
import type { CodedSentence, SubmitRequest } from '../../proto/gen/wall/v1/command.ts'
import { DutyPoint, Unit } from '../../proto/gen/wall/v1/duty.ts'
import { GridNode } from '../../proto/gen/wall/v1/place.ts'
import { coded } from '../coded-sentence.ts'
import { decodeCase } from '../intake/case-evolution.ts'
import type { LogWriter } from '../log/log.ts'
import { CallError } from '../unary.ts'
import type { Caller } from './caller.ts'
import { isInDistricts } from './districts.ts'
import { LEAST_REVEALING, actOf, mayAct, mayPublish, mayReveal, roleFor } from './roles.ts'

type Reader = Pick<LogWriter, 'get'>

export function requirePublish(caller: Caller): void {
  if (caller.roles.some(mayPublish)) return
  throw denied(`reporting facts needs the role platform; ${caller.name} is ${caller.roles.join(', ')}`)
}

export function requireReveal(caller: Caller): void {
  if (caller.roles.some(mayReveal)) return
  const roles = caller.roles.join(', ')
  throw denied(
    `personal data in full need the role ${LEAST_REVEALING}; ${caller.name} is ${roles}`,
    coded('reveal-role', { role: LEAST_REVEALING, roles }),
  )
}

/** Who may do nothing may not even ask for something unknown. */
export function requireRole(caller: Caller, request: SubmitRequest): void {
  const act = actOf(request) ?? 'note'
  if (caller.roles.some((role) => mayAct(role, act))) return
  const role = roleFor(act)
  const roles = caller.roles.join(', ')
  throw denied(
    `the act ${act} needs the role ${role}; ${caller.name} is ${roles}`,
    coded('role-too-low', { act, role, roles }),
  )
}

/** Throws a `CallError` unless the case lies in one of the caller's districts. */
export function requireCaseDistrict(caller: Caller, reader: Reader, caseId: string): void {
  if (caller.districts.length === 0) return
  const known = decodeCase(reader.get('case', caseId)?.resource)
  if (!known || isInside(reader, known.gridId, caller)) return
  const grids = caller.districts.join(', ')
  throw denied(
    `case ${known.id} lies in grid ${known.gridId || 'unknown'}; ${caller.name} may act in ${grids} only`,
    coded('case-outside', { case: known.id, grid: known.gridId, grids }),
  )
}

/**
 * Throws a `CallError` unless the unit that is sent belongs to one of the caller's districts, by the grid of its
 * duty point: who may decide about a case may not strip another district of its people for it.
 */
export function requireUnitDistrict(caller: Caller, reader: Reader, { dispatch }: SubmitRequest): void {
  if (caller.districts.length === 0 || !dispatch) return
  const unit = reader.get('unit', dispatch.unitId)
  if (!unit) return
  const gridId = gridOfUnit(reader, Unit.decode(unit.resource))
  if (isInside(reader, gridId, caller)) return
  const grids = caller.districts.join(', ')
  throw denied(
    `unit ${dispatch.unitId} belongs to grid ${gridId || 'unknown'}; ` +
      `${caller.name} may dispatch units of ${grids} only`,
    coded('unit-outside', { unit: dispatch.unitId, grid: gridId, grids }),
  )
}

function gridOfUnit(reader: Reader, { dutyPointId }: Unit): string {
  const point = dutyPointId === '' ? undefined : reader.get('duty_point', dutyPointId)
  return point ? DutyPoint.decode(point.resource).gridId : ''
}

function isInside(reader: Reader, gridId: string, { districts }: Caller): boolean {
  return isInDistricts(gridId, districts, (id) => {
    const node = reader.get('grid_node', id)
    return node && GridNode.decode(node.resource).parentId
  })
}

function denied(sentence: string, why?: CodedSentence): CallError {
  return new CallError(status.PERMISSION_DENIED, sentence, why)
}
