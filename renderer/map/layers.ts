import type { Position } from '../../domain/model/position.ts'
import type { Replica } from '../../domain/view/delta.ts'
import type { Staffing } from '../../domain/view/items.ts'
import type { CaseUrgency } from '../wall/survey.ts'
import { isSilent } from '../wall/unit-silence.ts'

/** What of the wall lies on a map, ready to draw. Cases are in drawing order: the worst last, on top. */
export interface MapLayers {
  readonly cases: readonly MapCase[]
  readonly units: readonly MapUnit[]
  readonly dutyPoints: readonly MapDutyPoint[]
  readonly devices: readonly MapDevice[]
  readonly grids: readonly Position[]
  /** Open cases without a position: they are counted, for they cannot be drawn. */
  readonly unplacedCases: number
}

export interface MapCase {
  readonly id: string
  readonly title: string
  readonly address: string
  readonly position: Position
  readonly urgency: CaseUrgency
  /** Where its nearest unit is, while the case is urgent. */
  readonly unitPosition?: Position
}

export type UnitMood = 'calm' | 'away' | 'silent'

export interface MapUnit {
  readonly id: string
  readonly position: Position
  readonly mood: UnitMood
}

export interface MapDutyPoint {
  readonly id: string
  readonly name: string
  readonly position: Position
  readonly staffing: Staffing
}

export interface MapDevice {
  readonly position: Position
  readonly online: boolean
}

const DRAWING_ORDER: readonly CaseUrgency[] = ['normal', 'at-risk', 'presumed', 'breached']
const AWAY = new Set<string>(['dispatched', 'acked', 'en-route', 'on-scene', 'handling', 'clearing'])

export function layersOf(
  replica: Replica,
  urgencyOf: ReadonlyMap<string, CaseUrgency>,
  knownToMs: number,
): MapLayers {
  return {
    ...casesOf(replica, urgencyOf),
    units: unitsOf(replica, knownToMs),
    dutyPoints: [...replica.dutyPoint.values()].flatMap(({ id, name, position, staffing }) =>
      position === undefined ? [] : [{ id, name, position, staffing }],
    ),
    devices: [...replica.device.values()].flatMap(({ position, state }) =>
      position === undefined ? [] : [{ position, online: state !== 'offline' }],
    ),
    grids: [...replica.grid.values()].flatMap(({ center }) => (center === undefined ? [] : [center])),
  }
}

function casesOf(
  replica: Replica,
  urgencyOf: ReadonlyMap<string, CaseUrgency>,
): Pick<MapLayers, 'cases' | 'unplacedCases'> {
  const byUrgency: Record<CaseUrgency, MapCase[]> = { normal: [], 'at-risk': [], presumed: [], breached: [] }
  let unplacedCases = 0
  for (const item of replica.case.values()) {
    if (item.ended || item.closed) continue
    if (item.position === undefined) {
      unplacedCases++
      continue
    }
    const urgency = urgencyOf.get(item.id) ?? 'normal'
    const [unitId] = urgency === 'normal' ? [] : item.unitIds
    const unitPosition = unitId === undefined ? undefined : replica.unit.get(unitId)?.position
    const { id, title, address, position } = item
    const shown = unitPosition === undefined ? {} : { unitPosition }
    byUrgency[urgency].push({ id, title, address, position, urgency, ...shown })
  }
  return { cases: DRAWING_ORDER.flatMap((urgency) => byUrgency[urgency]), unplacedCases }
}

function unitsOf(replica: Replica, knownToMs: number): readonly MapUnit[] {
  const units: MapUnit[] = []
  for (const unit of replica.unit.values()) {
    if (unit.position === undefined || unit.status === 'off-duty') continue
    const mood = isSilent(unit, knownToMs) ? 'silent' : AWAY.has(unit.status ?? '') ? 'away' : 'calm'
    units.push({ id: unit.id, position: unit.position, mood })
  }
  return units
}
