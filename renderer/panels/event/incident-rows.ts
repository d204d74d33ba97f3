import { eventPlaceOf, type EventPlace } from '../../../domain/event/event-place.ts'
import type { EventPack } from '../../../domain/event/event-pack.ts'
import { isOpen, readClock, type ClockReading } from '../../../domain/sla/clock-state.ts'
import type { ClockRecord } from '../../../domain/sla/clock-record.ts'
import type { CaseItem } from '../../../domain/view/items.ts'
import { urgencyOfClock, type CaseUrgency } from '../../wall/survey.ts'

export interface IncidentClock {
  readonly clock: ClockRecord
  readonly reading: ClockReading
  readonly urgency: CaseUrgency
}

export interface IncidentRow {
  readonly key: string
  readonly item: CaseItem
  readonly place: Exclude<EventPlace, { readonly kind: 'outside' }>
  /** Open ones, the next to run out first. Empty before the dispatch. */
  readonly clocks: readonly IncidentClock[]
}

export interface Incidents {
  readonly rows: readonly IncidentRow[]
  readonly zoneCount: number
  readonly routeCount: number
  readonly outsideCount: number
  /** Of those in cordons and along routes: past a limit, confirmed or presumed. */
  readonly overdueCount: number
}

/** Open cases where the event looks: in cordons first, then along routes; within each, what runs out next. */
export function incidentsOf(
  pack: EventPack,
  cases: Iterable<CaseItem>,
  nowMs: number,
  knownToMs: number,
): Incidents {
  const rows: IncidentRow[] = []
  let outsideCount = 0
  for (const item of cases) {
    if (item.closed) continue
    const place = eventPlaceOf(pack, item.position, nowMs)
    if (place.kind === 'outside') outsideCount++
    else rows.push({ key: item.id, item, place, clocks: clocksOf(item, nowMs, knownToMs) })
  }
  rows.sort((a, b) => placeRank(a) - placeRank(b) || remaining(a) - remaining(b) || (a.key < b.key ? -1 : 1))
  const zoneCount = rows.filter(({ place }) => place.kind === 'zone').length
  const overdueCount = rows.filter(({ clocks }) =>
    clocks.some(({ urgency }) => urgency === 'breached' || urgency === 'presumed'),
  ).length
  return { rows, zoneCount, routeCount: rows.length - zoneCount, outsideCount, overdueCount }
}

function clocksOf(item: CaseItem, nowMs: number, knownToMs: number): readonly IncidentClock[] {
  return item.clocks
    .filter(({ stopMs }) => stopMs === undefined)
    .map((clock) => {
      const reading = readClock(clock, nowMs, knownToMs)
      return { clock, reading, urgency: urgencyOfClock(clock, reading.state) }
    })
    .filter(({ reading }) => isOpen(reading.state))
    .sort((a, b) => a.reading.remainingMs - b.reading.remainingMs)
}

function placeRank({ place }: IncidentRow): number {
  return place.kind === 'zone' ? 0 : 1
}

function remaining({ clocks }: IncidentRow): number {
  return clocks[0]?.reading.remainingMs ?? Number.POSITIVE_INFINITY
}
