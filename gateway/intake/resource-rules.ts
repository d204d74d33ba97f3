import type { Timestamp } from '../../proto/gen/google/protobuf/timestamp.ts'
import type { Resources } from '../kinds.ts'
import { durationMs, toMs } from '../timestamps.ts'
import { refuseUnless } from './refusal.ts'

const ID_LENGTH = 200
/** A band over midnight may end on the next day. */
const LAST_MINUTE = 2 * 1440

type Plain = Omit<Resources, 'case'>

/** What must hold in a resource beyond its types. References may point at what has not come yet. */
export const RULES: { readonly [K in keyof Plain]: (message: Plain[K]) => void } = {
  unit: (unit) => refuseUnless(unit.accuracyM >= 0, 'unit.accuracyM is negative'),
  duty_point: dutyPointRule,
  roster_entry: (entry) => {
    requireId(entry.dutyPointId, 'rosterEntry.dutyPointId')
    requireId(entry.personId, 'rosterEntry.personId')
    requireSpan(entry.startAt, entry.endAt, 'rosterEntry', true)
  },
  sign_in: (signIn) => {
    requireId(signIn.dutyPointId, 'signIn.dutyPointId')
    requireId(signIn.personId, 'signIn.personId')
    refuseUnless(signIn.inAt, 'signIn.inAt is missing')
    requireSpan(signIn.inAt, signIn.outAt, 'signIn', false)
  },
  grid_node: (node) => refuseUnless(node.parentId !== node.id, 'gridNode.parentId is the node itself'),
  device: () => undefined,
  sla_policy: slaPolicyRule,
  operation_mode: (mode) => {
    refuseUnless(
      Math.abs(mode.utcOffsetMinutes) <= 18 * 60,
      'operationMode.utcOffsetMinutes is beyond 18 hours',
    )
    requireSpan(mode.startAt, mode.endAt, 'operationMode', false)
  },
}

export function requireId(id: string, path: string): void {
  refuseUnless(id !== '', `${path} is empty`)
  refuseUnless(id.length <= ID_LENGTH, `${path} has ${id.length} characters; ${ID_LENGTH} are allowed`)
}

function dutyPointRule(point: Resources['duty_point']): void {
  refuseUnless(point.radiusM >= 0, 'dutyPoint.radiusM is negative')
  for (const [index, band] of point.bands.entries()) {
    const fits = band.startMinute < band.endMinute && band.endMinute <= LAST_MINUTE
    refuseUnless(
      fits,
      `dutyPoint.bands[${index}] runs from minute ${band.startMinute} to ${band.endMinute}; ` +
        'it must end after it starts, at most two days long',
    )
  }
}

function slaPolicyRule(policy: Resources['sla_policy']): void {
  refuseUnless(policy.atRiskPercent <= 100, `slaPolicy.atRiskPercent is ${policy.atRiskPercent}; at most 100`)
  for (const name of ['arriveLimit', 'handleLimit', 'graceLimit', 'pauseMax', 'deviceOffsetMax'] as const) {
    const limit = policy[name]
    refuseUnless(!limit || durationMs(limit) >= 0, `slaPolicy.${name} is negative`)
  }
}

function requireSpan(
  start: Timestamp | undefined,
  end: Timestamp | undefined,
  path: string,
  needed: boolean,
): void {
  refuseUnless(!needed || (start && end), `${path} needs startAt and endAt`)
  if (start && end) refuseUnless(toMs(start) <= toMs(end), `${path} ends before it starts`)
}
