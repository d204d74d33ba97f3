import type { AlarmItem } from '../../../domain/view/alarm-item.ts'
import type { CaseItem, DutyPointItem, UnitItem } from '../../../domain/view/items.ts'
import { dutyCardsOf, unitRowsOf } from './duty-rows.ts'
import { nearestCases, type NearestCase } from './nearest-case.ts'

export interface PostTableRow {
  readonly key: string
  readonly point: DutyPointItem
  readonly alarm?: AlarmItem
  readonly nearest?: NearestCase
  /** How many units of the post are in which state, those away or in doubt first. */
  readonly units: readonly { readonly status: string; readonly count: number }[]
}

interface PostTableParts {
  readonly points: Iterable<DutyPointItem>
  readonly units: Iterable<UnitItem>
  readonly open: Iterable<CaseItem>
  readonly alarms: Iterable<AlarmItem>
}

/** Every post with what is asked of it, the worst first. */
export function postTableOf(parts: PostTableParts, knownToMs: number): readonly PostTableRow[] {
  const points = [...parts.points]
  const units = Map.groupBy(parts.units, ({ dutyPointId }) => dutyPointId)
  const nearest = nearestCases(points, parts.open)
  const alarms = new Map<string, AlarmItem>()
  for (const alarm of parts.alarms) {
    if (alarm.dutyPointId !== undefined) alarms.set(alarm.dutyPointId, alarm)
  }
  // One fewer than there are: then the cards come by severity.
  const { cards } = dutyCardsOf(points, Math.max(0, points.length - 1))
  const shown = new Set(cards.map(({ id }) => id))
  return [...cards, ...points.filter(({ id }) => !shown.has(id))].map((point): PostTableRow => {
    const alarm = alarms.get(point.id)
    const near = nearest.get(point.id)
    return {
      key: point.id,
      point,
      units: unitRowsOf(units.get(point.id) ?? [], knownToMs, 0).byStatus,
      ...(alarm === undefined ? {} : { alarm }),
      ...(near === undefined ? {} : { nearest: near }),
    }
  })
}
