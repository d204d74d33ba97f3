import type { Replica } from '../../../domain/view/delta.ts'
import type { AlarmItem } from '../../../domain/view/alarm-item.ts'
import type { CaseUrgency } from '../../wall/survey.ts'
import type { Mark } from '../layers.ts'
import type { Stroke } from '../strokes.ts'

const DRAWING_ORDER: readonly CaseUrgency[] = ['normal', 'at-risk', 'presumed', 'breached']
/** A storm of breaches has no room for ways. */
const CASES_WITH_WAY = 12

export interface CaseLayers {
  /** In drawing order: the worst last, on top. */
  readonly case: readonly Mark[]
  /** From the nearest unit to the case, for the worst. */
  readonly way: readonly Stroke[]
  readonly unplacedCases: number
}

export function caseLayers(replica: Replica, urgencyOf: ReadonlyMap<string, CaseUrgency>): CaseLayers {
  const byUrgency: Record<CaseUrgency, Mark[]> = { normal: [], 'at-risk': [], presumed: [], breached: [] }
  const alarmed = alarmedCases(replica.alarm.values())
  let unplacedCases = 0
  for (const item of replica.case.values()) {
    if (item.ended || item.closed) continue
    if (item.position === undefined) {
      unplacedCases++
      continue
    }
    const urgency = urgencyOf.get(item.id) ?? 'normal'
    byUrgency[urgency].push({
      id: item.id,
      position: item.position,
      look: `case-${urgency}`,
      label: item.address === '' ? item.title : item.address,
      ...(alarmed.has(item.id) ? { alone: true } : {}),
    })
  }
  const cases = DRAWING_ORDER.flatMap((urgency) => byUrgency[urgency])
  return { case: cases, way: ways(replica, cases.slice(-CASES_WITH_WAY)), unplacedCases }
}

/** Shelved ones are put aside by a person; the others stand on the glass whatever lies around them. */
function alarmedCases(alarms: Iterable<AlarmItem>): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const { caseId, priority, shelved } of alarms)
    if (caseId !== undefined && priority === 'high' && shelved === undefined) ids.add(caseId)
  return ids
}

function ways(replica: Replica, worst: readonly Mark[]): readonly Stroke[] {
  return worst.flatMap(({ id, look, position }): readonly Stroke[] => {
    if (look === 'case-normal') return []
    const [unitId] = replica.case.get(id)?.unitIds ?? []
    const from = unitId === undefined ? undefined : replica.unit.get(unitId)?.position
    if (from === undefined) return []
    const points = [
      [from.lon, from.lat],
      [position.lon, position.lat],
    ] as const
    return [{ id, points, style: look === 'case-at-risk' ? 'way-medium' : 'way-high' }]
  })
}
