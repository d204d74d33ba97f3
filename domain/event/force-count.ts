import type { RosterItem, UnitItem } from '../view/items.ts'
import type { EventPack } from './event-pack.ts'

/** What the pack plans, and what the platform has: officers only, auxiliaries beside them. */
export interface ForceCount {
  readonly plannedOfficers: number
  readonly plannedVehicles: number
  readonly rosteredOfficers: number
  readonly signedInOfficers: number
  readonly signedInAuxiliaries: number
  /** Units of the platform that are out on a case. */
  readonly unitsOnCases: number
  readonly units: number
}

export function countForces(
  pack: EventPack,
  roster: Iterable<RosterItem>,
  units: Iterable<UnitItem>,
  nowMs: number,
): ForceCount {
  const plannedOfficers = pack.forces.reduce((sum, { officerCount }) => sum + officerCount, 0)
  const plannedVehicles = pack.forces.reduce((sum, { vehicleCount }) => sum + vehicleCount, 0)
  let [rosteredOfficers, signedInOfficers, signedInAuxiliaries] = [0, 0, 0]
  for (const entry of roster) {
    if (entry.dutyKind === 'training' || entry.startMs > nowMs || entry.endMs <= nowMs) continue
    const isIn = entry.signedInMs !== undefined && entry.signedOutMs === undefined
    if (entry.role === 'officer') {
      rosteredOfficers++
      if (isIn) signedInOfficers++
    } else if (isIn) signedInAuxiliaries++
  }
  const all = [...units]
  return {
    plannedOfficers,
    plannedVehicles,
    rosteredOfficers,
    signedInOfficers,
    signedInAuxiliaries,
    unitsOnCases: all.filter(({ caseId }) => caseId !== undefined).length,
    units: all.length,
  }
}
