import { localMidnightMs } from '../../domain/duty/band.ts'
import { complianceOf, type ComplianceReport } from '../../domain/indicators/compliance.ts'
import type { ClockRecord } from '../../domain/sla/clock-record.ts'
import type { IndicatorItem } from '../../domain/view/items.ts'
import type { ProjectedCase } from './case-item.ts'

const HOUR_MS = 3_600_000

interface Moment {
  readonly nowMs: number
  readonly knownToMs: number
  readonly utcOffsetMinutes: number
}

/**
 * The numbers of the local day at `nowMs`. Filed cases belong to the day of their registration, clocks to the
 * day of their first dispatch; open cases are counted whatever their day.
 */
export function indicatorsOf(cases: Iterable<ProjectedCase>, moment: Moment): IndicatorItem {
  const { nowMs, knownToMs, utcOffsetMinutes } = moment
  const fromMs = localMidnightMs(nowMs, utcOffsetMinutes)
  const counts = { reportedCount: 0, filedCount: 0, openCount: 0, voiceCorrectedCount: 0 }
  const filedPerHour = new Array<number>(Math.floor((nowMs - fromMs) / HOUR_MS) + 1).fill(0)
  const sourceCounts: Record<string, number> = {}
  const meansCounts = { service: 0, management: 0, enforcement: 0 }
  const dispatchedToday: ProjectedCase[] = []
  for (const one of cases) {
    const { item, registeredMs, closedMs, dispatchMs } = one
    if (!item.ended && closedMs === undefined) counts.openCount++
    if (isToday(item.reportedMs)) {
      counts.reportedCount++
      const source = item.source ?? 'unspecified'
      sourceCounts[source] = (sourceCounts[source] ?? 0) + 1
    }
    if (isToday(registeredMs)) {
      counts.filedCount++
      const hour = Math.floor(((registeredMs ?? 0) - fromMs) / HOUR_MS)
      filedPerHour[hour] = (filedPerHour[hour] ?? 0) + 1
    }
    if (isToday(closedMs)) {
      if (item.outcome === 'voice-corrected') counts.voiceCorrectedCount++
      const { means } = item
      if (means === 'service' || means === 'management' || means === 'enforcement') meansCounts[means]++
    }
    if (isToday(dispatchMs)) dispatchedToday.push(one)
  }
  const lastHour = dispatchedToday.filter((one) => (one.dispatchMs ?? 0) > nowMs - HOUR_MS)
  const report = (group: readonly ProjectedCase[], kind: 'arrive' | 'handle'): ComplianceReport =>
    complianceOf(firstClocks(group, kind), nowMs, knownToMs)
  return {
    id: 'indicators',
    fromMs,
    asOfMs: nowMs,
    ...counts,
    filedPerHour,
    sourceCounts,
    meansCounts,
    arrive: report(dispatchedToday, 'arrive'),
    handle: report(dispatchedToday, 'handle'),
    arriveLastHour: report(lastHour, 'arrive'),
    handleLastHour: report(lastHour, 'handle'),
  }

  function isToday(atMs: number | undefined): boolean {
    return atMs !== undefined && atMs >= fromMs && atMs <= nowMs
  }
}

/** Headline compliance is of the first round; later rounds are rework. */
function firstClocks(cases: readonly ProjectedCase[], kind: 'arrive' | 'handle'): readonly ClockRecord[] {
  return cases.flatMap((one) => {
    const clock = one.clocks.cycles[0]?.[kind]
    return clock === undefined ? [] : [clock]
  })
}
