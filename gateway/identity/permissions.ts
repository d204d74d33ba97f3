import { status } from '@grpc/grpc-js'
import type { SubmitRequest } from '../../proto/gen/wall/v1/command.ts'
import { GridNode } from '../../proto/gen/wall/v1/place.ts'
import { decodeCase } from '../intake/case-evolution.ts'
import type { LogWriter } from '../log/log.ts'
import { CallError } from '../unary.ts'
import type { Caller } from './caller.ts'
import { actOf, mayAct, mayPublish, roleFor } from './roles.ts'

/** The grid tree may have any depth, but a loop in it must not hold up the log. */
const GRID_DEPTH = 32

export function requirePublish(caller: Caller): void {
  if (caller.roles.some(mayPublish)) return
  throw denied(`reporting facts needs the role platform; ${caller.name} is ${caller.roles.join(', ')}`)
}

/** Who may do nothing may not even ask for something unknown. */
export function requireRole(caller: Caller, request: SubmitRequest): void {
  const act = actOf(request) ?? 'note'
  if (caller.roles.some((role) => mayAct(role, act))) return
  throw denied(`the act ${act} needs the role ${roleFor(act)}; ${caller.name} is ${caller.roles.join(', ')}`)
}

/** Throws a `CallError` unless the case lies in one of the caller's districts. */
export function requireDistrict(
  caller: Caller,
  writer: Pick<LogWriter, 'get'>,
  request: SubmitRequest,
): void {
  if (caller.districts.length === 0) return
  const known = decodeCase(writer.get('case', request.caseId)?.resource)
  if (!known || isInside(writer, known.gridId, caller.districts)) return
  throw denied(
    `case ${known.id} lies in grid ${known.gridId || 'unknown'}; ` +
      `${caller.name} may act in ${caller.districts.join(', ')} only`,
  )
}

function isInside(writer: Pick<LogWriter, 'get'>, gridId: string, districts: readonly string[]): boolean {
  let id = gridId
  for (let depth = 0; depth < GRID_DEPTH && id !== ''; depth += 1) {
    if (districts.includes(id)) return true
    const node = writer.get('grid_node', id)
    id = node ? GridNode.decode(node.resource).parentId : ''
  }
  return false
}

function denied(sentence: string): CallError {
  return new CallError(status.PERMISSION_DENIED, sentence)
}
