import type { DutyPoint, RosterEntry, SignIn, Unit } from '../model/duty.ts'
import type { DutyPointItem, Staffing } from '../view/items.ts'
import { bandAt, localMidnightMs } from './band.ts'

/** A unit that was not heard for longer than this is silent. */
export const SILENT_AFTER_MS = 120_000

/** What belongs to one duty point. */
export interface DutyPointParts {
  readonly point: DutyPoint
  readonly roster: readonly RosterEntry[]
  readonly signIns: readonly SignIn[]
  readonly units: readonly Unit[]
}

/**
 * Who is on post at `nowMs`, and the one word for it. Pure, so that a restart changes nothing, not even
 * since when. Only a person signed in inside the cell counts; training does not; auxiliaries never fill an
 * officer's place.
 * `knownToMs` is the last word of the gateway: what was not heard since then cannot be called silent.
 */
export function dutyPointItem(
  parts: DutyPointParts,
  nowMs: number,
  knownToMs: number,
  utcOffsetMinutes: number,
): DutyPointItem {
  const { point } = parts
  const band = bandAt(point.bands, nowMs, utcOffsetMinutes)
  const inDuty = point.bands.length === 0 || band !== undefined
  const bandStartMs = band?.startMs ?? localMidnightMs(nowMs, utcOffsetMinutes)
  const planned = parts.roster.filter((entry) => entry.startMs <= nowMs && nowMs < entry.endMs)
  const present = presentOf(parts, nowMs)
  const officers = present.filter((one) => one.role === 'officer')
  const auxiliaries = present.filter((one) => one.role !== 'officer')
  const outOfCell = parts.signIns.filter((one) => !one.inCell && isIn(one, nowMs))
  const out = parts.units.filter((unit) => unit.caseId !== undefined)
  const { staffing, sinceMs } = judge({ parts, officers, auxiliaries, out, inDuty, bandStartMs, knownToMs })
  return {
    id: point.id,
    name: point.name,
    ...(point.gridId === undefined ? {} : { gridId: point.gridId }),
    ...(point.position === undefined ? {} : { position: point.position }),
    radiusM: point.radiusM,
    inEventZone: point.inEventZone,
    requiredOfficers: point.requiredOfficers,
    officersOnPost: officers.length,
    auxiliariesOnPost: auxiliaries.length,
    rosteredCount: planned.filter((entry) => entry.dutyKind !== 'training').length,
    signedInCount: present.length,
    unitsOut: out.length,
    staffing,
    staffingSinceMs: Math.min(sinceMs, nowMs),
    ...(band === undefined ? {} : { band: band.name }),
    ...(point.bands.length === 0 ? {} : { bands: point.bands }),
    ...(outOfCell.length === 0 ? {} : { outOfCellCount: outOfCell.length }),
  }
}

function presentOf(parts: DutyPointParts, nowMs: number): readonly SignIn[] {
  const training = new Set(
    parts.roster.filter((entry) => entry.dutyKind === 'training').map((entry) => entry.id),
  )
  return parts.signIns.filter((one) => one.inCell && isIn(one, nowMs) && !training.has(one.rosterEntryId))
}

function isIn({ inMs, outMs }: SignIn, nowMs: number): boolean {
  return inMs <= nowMs && (outMs === undefined || outMs > nowMs)
}

interface Situation {
  readonly parts: DutyPointParts
  readonly officers: readonly SignIn[]
  readonly auxiliaries: readonly SignIn[]
  readonly out: readonly Unit[]
  readonly inDuty: boolean
  readonly bandStartMs: number
  readonly knownToMs: number
}

interface Judgement {
  readonly staffing: Staffing
  readonly sinceMs: number
}

function judge(situation: Situation): Judgement {
  const { parts, officers, auxiliaries, out, inDuty, bandStartMs, knownToMs } = situation
  if (!inDuty) return { staffing: 'off-duty', sinceMs: bandStartMs }
  if (officers.length === 0) {
    const lastOutMs = Math.max(
      bandStartMs,
      ...parts.signIns.flatMap((one) =>
        one.role === 'officer' && one.outMs !== undefined ? [one.outMs] : [],
      ),
    )
    return { staffing: auxiliaries.length > 0 ? 'auxiliaries-only' : 'unmanned', sinceMs: lastOutMs }
  }
  const heardMs = parts.units.flatMap((unit) => (unit.heardAtMs === undefined ? [] : [unit.heardAtMs]))
  const lastHeardMs = Math.max(...heardMs)
  if (heardMs.length > 0 && knownToMs - lastHeardMs > SILENT_AFTER_MS) {
    return { staffing: 'silent', sinceMs: lastHeardMs }
  }
  if (parts.units.length > 0 && out.length === parts.units.length) {
    return {
      staffing: 'out-on-case',
      sinceMs: Math.max(...out.map((unit) => unit.statusSinceMs ?? bandStartMs)),
    }
  }
  return { staffing: 'staffed', sinceMs: Math.min(...officers.map((one) => one.inMs)) }
}
