import { distanceM, type Position } from '../model/position.ts'
import type { CaseItem } from '../view/items.ts'
import { priorityOf, REBOUND_RADIUS_M, REBOUND_WITHIN_MS } from './catalogue.ts'
import type { AlarmCondition } from './condition.ts'

/** What was closed where. */
export interface Closing {
  readonly caseId: string
  readonly typeCode: string
  readonly closedMs: number
  readonly position: Position
}

/** About as wide as the radius, so that near ones lie in neighbouring cells. */
const CELL_DEG = 0.001

/** Closed cases by type and place, so that a new one finds its like without searching. */
export class Closings {
  readonly #cells = new Map<string, Closing[]>()

  constructor(closings: Iterable<Closing>) {
    for (const closing of closings) {
      const key = keyOf(closing.typeCode, cell(closing.position.lat), cell(closing.position.lon))
      const there = this.#cells.get(key)
      if (there === undefined) this.#cells.set(key, [closing])
      else there.push(closing)
    }
  }

  /** The last one that this case repeats: the same type within 50 m, closed at most seven days before. */
  before({ id, typeCode, position, reportedMs }: CaseItem): Closing | undefined {
    if (typeCode === undefined || position === undefined) return undefined
    let found: Closing | undefined
    for (const latStep of [-1, 0, 1]) {
      for (const lonStep of [-1, 0, 1]) {
        const key = keyOf(typeCode, cell(position.lat) + latStep, cell(position.lon) + lonStep)
        for (const one of this.#cells.get(key) ?? []) {
          const sinceMs = reportedMs - one.closedMs
          if (one.caseId === id || sinceMs < 0 || sinceMs > REBOUND_WITHIN_MS) continue
          if (distanceM(one.position, position) > REBOUND_RADIUS_M) continue
          if (found === undefined || one.closedMs > found.closedMs) found = one
        }
      }
    }
    return found
  }
}

/** One alarm for a place and type, however often it comes back. */
export function reboundCondition(item: CaseItem, before: Closing, zone: string | undefined): AlarmCondition {
  const { lat, lon } = before.position
  return {
    id: `rebound/${before.typeCode}/${cell(lat)}/${cell(lon)}`,
    kind: 'rebound',
    priority: priorityOf('rebound'),
    sinceMs: item.reportedMs,
    subject: item.title,
    place: item.address,
    caseId: item.id,
    ...(zone === undefined ? {} : { zone }),
    ...(item.position === undefined ? {} : { position: item.position }),
  }
}

function cell(degrees: number): number {
  return Math.round(degrees / CELL_DEG)
}

function keyOf(typeCode: string, latCell: number, lonCell: number): string {
  return `${typeCode}/${latCell}/${lonCell}`
}
