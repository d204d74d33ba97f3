import { localMidnightMs } from '../../domain/duty/band.ts'
import { ComplianceTally } from '../../domain/indicators/compliance.ts'
import { readClock } from '../../domain/sla/clock-state.ts'
import type { GridItem, IndicatorItem } from '../../domain/view/items.ts'
import type { ProjectedCase } from './case-item.ts'
import { DetailTally } from './indicator-detail.ts'

const HOUR_MS = 3_600_000
const NO_GRIDS: ReadonlyMap<string, GridItem> = new Map()

interface Moment {
  readonly nowMs: number
  readonly knownToMs: number
  readonly utcOffsetMinutes: number
}

/**
 * The numbers of the local day at `nowMs`. Filed cases belong to the day of their registration, clocks to the
 * day of their first dispatch; open cases are counted whatever their day. Each clock is read once.
 */
export function indicatorsOf(
  cases: Iterable<ProjectedCase>,
  moment: Moment,
  grids: ReadonlyMap<string, GridItem> = NO_GRIDS,
): IndicatorItem {
  const { nowMs, utcOffsetMinutes } = moment
  const fromMs = localMidnightMs(nowMs, utcOffsetMinutes)
  const counts = { reportedCount: 0, filedCount: 0, openCount: 0, voiceCorrectedCount: 0 }
  const sourceCounts: Record<string, number> = {}
  const meansCounts = { service: 0, management: 0, enforcement: 0 }
  const detail = new DetailTally(fromMs, nowMs, grids)
  const clocks = new ClockTallies(moment, detail)
  for (const one of cases) {
    const { item, registeredMs, closedMs, dispatchMs } = one
    detail.addCase(one)
    if (!item.ended && closedMs === undefined) counts.openCount++
    if (isToday(item.reportedMs)) {
      counts.reportedCount++
      const source = item.source ?? 'unspecified'
      sourceCounts[source] = (sourceCounts[source] ?? 0) + 1
    }
    if (isToday(registeredMs)) counts.filedCount++
    if (isToday(closedMs)) {
      if (item.outcome === 'voice-corrected') counts.voiceCorrectedCount++
      const { means } = item
      if (means === 'service' || means === 'management' || means === 'enforcement') meansCounts[means]++
    }
    if (isToday(dispatchMs)) clocks.add(one, (dispatchMs ?? 0) > nowMs - HOUR_MS)
  }
  const found = detail.detail(moment)
  return {
    id: 'indicators',
    fromMs,
    asOfMs: nowMs,
    ...counts,
    filedPerHour: found.hours.filed,
    sourceCounts,
    meansCounts,
    ...clocks.reports(),
    detail: found,
  }

  function isToday(atMs: number | undefined): boolean {
    return atMs !== undefined && atMs >= fromMs && atMs <= nowMs
  }
}

/** Headline compliance is of the first round; later rounds are rework. */
class ClockTallies {
  readonly #moment: Moment
  readonly #detail: DetailTally
  readonly #day = { arrive: new ComplianceTally(), handle: new ComplianceTally() }
  readonly #lastHour = { arrive: new ComplianceTally(), handle: new ComplianceTally() }

  constructor(moment: Moment, detail: DetailTally) {
    this.#moment = moment
    this.#detail = detail
  }

  add(one: ProjectedCase, recent: boolean): void {
    const { nowMs, knownToMs } = this.#moment
    for (const kind of ['arrive', 'handle'] as const) {
      const clock = one.clocks.cycles[0]?.[kind]
      if (clock === undefined) continue
      const reading = readClock(clock, nowMs, knownToMs)
      this.#day[kind].add(clock, reading)
      if (recent) this.#lastHour[kind].add(clock, reading)
      this.#detail.addClock(one, kind, clock, reading, recent)
    }
  }

  reports(): Pick<IndicatorItem, 'arrive' | 'handle' | 'arriveLastHour' | 'handleLastHour'> {
    return {
      arrive: this.#day.arrive.report(),
      handle: this.#day.handle.report(),
      arriveLastHour: this.#lastHour.arrive.report(),
      handleLastHour: this.#lastHour.handle.report(),
    }
  }
}
