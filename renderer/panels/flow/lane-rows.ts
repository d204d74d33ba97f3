import type { CaseIndex } from '../../wall/case-index.ts'
import type { Lane } from '../../wall/lanes.ts'
import type { Dated } from '../../wall/dated.ts'
import type { CaseUrgency, Survey } from '../../wall/survey.ts'

export interface LaneRow {
  readonly lane: Lane
  readonly count: number
  /** Share of the fullest lane. */
  readonly share: number
  /** Part of the bar that stands for cases near or past a limit. */
  readonly urgentShare: number
  readonly worst: CaseUrgency
  readonly oldestMs?: number
  readonly oldestUrgency: CaseUrgency
}

/** A lane counts: it is drawn with its provenance only. */
export interface LaneRowProps {
  readonly dated: Dated<LaneRow>
}

export function laneRowsOf(cases: CaseIndex, survey: Survey | undefined): readonly LaneRow[] {
  const fullest = Math.max(1, ...cases.lanes.map((lane) => cases.countOf(lane)))
  return cases.lanes.map((lane) => {
    const count = cases.countOf(lane)
    const urgent = survey?.laneUrgent.get(lane)
    const oldest = count === 0 ? undefined : survey?.laneAges.get(lane)
    return {
      lane,
      count,
      share: count / fullest,
      urgentShare: Math.min(count, urgent?.count ?? 0) / fullest,
      worst: urgent?.worst ?? 'normal',
      oldestUrgency: oldest?.urgency ?? 'normal',
      ...(oldest === undefined ? {} : { oldestMs: oldest.ageMs }),
    }
  })
}

export interface SourceCount {
  readonly source: string
  readonly count: number
}

/** Most frequent first. */
export function sourceCountsOf(counts: Readonly<Record<string, number>>): readonly SourceCount[] {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([source, count]) => ({ source, count }))
    .sort((a, b) => b.count - a.count || (a.source < b.source ? -1 : 1))
}
