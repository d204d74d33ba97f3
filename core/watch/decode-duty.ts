import type {
  DutyPoint as WireDutyPoint,
  RosterEntry as WireRosterEntry,
  SignIn as WireSignIn,
  Unit as WireUnit,
} from '../../proto/gen/wall/v1/duty.ts'
import type { DutyPoint, RosterEntry, SignIn, Unit } from '../../domain/model/duty.ts'
import { DUTY_KINDS, ROLES, UNIT_STATUSES } from '../../domain/model/terms.ts'
import { compact, msOf, optionalWordsOf, positionOf, textOf, wordsOf, type ReadTerm } from './wire-values.ts'

export function decodeUnit(wire: WireUnit, termOf: ReadTerm): Unit {
  return compact<Unit>({
    id: wire.id,
    name: wordsOf(wire.name),
    dutyPointId: textOf(wire.dutyPointId),
    status: termOf(UNIT_STATUSES, wire.status),
    statusSinceMs: msOf(wire.statusSince),
    position: positionOf(wire.position),
    accuracyM: wire.accuracyM === 0 ? undefined : wire.accuracyM,
    heardAtMs: msOf(wire.heardAt),
    officerCount: wire.officerCount,
    auxiliaryCount: wire.auxiliaryCount,
    vehicle: optionalWordsOf(wire.vehicle),
    caseId: textOf(wire.caseId),
  })
}

export function decodeDutyPoint(wire: WireDutyPoint): DutyPoint {
  return compact<DutyPoint>({
    id: wire.id,
    name: wordsOf(wire.name),
    gridId: textOf(wire.gridId),
    position: positionOf(wire.position),
    radiusM: wire.radiusM,
    requiredOfficers: wire.requiredOfficers,
    bands: wire.bands.map((band) => ({ ...band, name: wordsOf(band.name) })),
    inEventZone: wire.inEventZone,
  })
}

export function decodeRosterEntry(wire: WireRosterEntry, termOf: ReadTerm): RosterEntry {
  return compact<RosterEntry>({
    id: wire.id,
    dutyPointId: wire.dutyPointId,
    unitId: textOf(wire.unitId),
    personId: wire.personId,
    role: termOf(ROLES, wire.role),
    dutyKind: termOf(DUTY_KINDS, wire.dutyKind),
    band: wordsOf(wire.band),
    startMs: msOf(wire.startAt) ?? 0,
    endMs: msOf(wire.endAt) ?? 0,
  })
}

export function decodeSignIn(wire: WireSignIn, termOf: ReadTerm): SignIn {
  return compact<SignIn>({
    id: wire.id,
    rosterEntryId: wire.rosterEntryId,
    personId: wire.personId,
    dutyPointId: wire.dutyPointId,
    role: termOf(ROLES, wire.role),
    inMs: msOf(wire.inAt) ?? 0,
    outMs: msOf(wire.outAt),
    inCell: wire.inCell,
  })
}
