import type { ComplianceFigures } from '../../../domain/indicators/compliance.ts'
import type { GroupFigures, IndicatorDetail, Share } from '../../../domain/indicators/indicator-detail.ts'
import { elapsedText } from '../../../domain/duration-text.ts'
import type { IndicatorItem } from '../../../domain/view/items.ts'
import { complianceTileOf, type Exclusion } from '../kpi/compliance-tile.ts'

export type FigureKind = 'arrive' | 'handle'
export type FigureWindow = 'day' | 'hour'

/** One clock over one window. Percent and percentiles are absent where the count is too small to speak of them. */
export interface FigureRow {
  readonly kind: FigureKind
  readonly window: FigureWindow
  readonly met: number
  readonly due: number
  readonly tooFew: boolean
  readonly percent?: string
  readonly p50?: string
  readonly p90?: string
  readonly max?: string
  readonly openOverdue: number
  readonly excluded: readonly Exclusion[]
  readonly excludedCount: number
}

export function figureRowsOf(item: IndicatorItem): readonly FigureRow[] {
  return [
    figureRow('arrive', 'day', item.arrive),
    figureRow('arrive', 'hour', item.arriveLastHour),
    figureRow('handle', 'day', item.handle),
    figureRow('handle', 'hour', item.handleLastHour),
  ]
}

function figureRow(kind: FigureKind, window: FigureWindow, figures: ComplianceFigures): FigureRow {
  const { p50, p90, percent, excluded, tooFew } = complianceTileOf({ ...figures, perMinute: [] })
  const shown = !tooFew && figures.maxMs !== undefined
  return {
    kind,
    window,
    met: figures.met,
    due: figures.due,
    tooFew,
    openOverdue: figures.openOverdue,
    excluded,
    excludedCount: excluded.reduce((sum, { count }) => sum + count, 0),
    ...(percent === undefined ? {} : { percent }),
    ...(p50 === undefined ? {} : { p50 }),
    ...(p90 === undefined ? {} : { p90 }),
    ...(shown ? { max: elapsedText(figures.maxMs ?? 0) } : {}),
  }
}

export const GROUPINGS = ['grid', 'source', 'hour'] as const
export type Grouping = (typeof GROUPINGS)[number]

export interface GroupRow {
  readonly key: string
  readonly arrive: FigureRow
  readonly handle: FigureRow
  readonly arriveLastHour: Share
  readonly handleLastHour: Share
}

/** Grids keep their place; sources come by how much they bring; of the hours the latest is first. */
export function groupRowsOf(detail: IndicatorDetail, grouping: Grouping): readonly GroupRow[] {
  if (grouping === 'grid') return detail.byGrid.map(groupRow)
  if (grouping === 'hour') return detail.byHour.toReversed().map(groupRow)
  return detail.bySource.toSorted((a, b) => b.handle.due - a.handle.due).map(groupRow)
}

function groupRow(group: GroupFigures): GroupRow {
  return {
    key: group.key,
    arrive: figureRow('arrive', 'day', group.arrive),
    handle: figureRow('handle', 'day', group.handle),
    arriveLastHour: group.arriveLastHour,
    handleLastHour: group.handleLastHour,
  }
}

/** How many groupings have room one under the other, each with its own head; the chosen one always. */
export function shownGroupings(
  chosen: Grouping,
  counts: Readonly<Record<Grouping, number>>,
  room: number,
): readonly Grouping[] {
  const shown: Grouping[] = []
  let left = room
  for (const grouping of [chosen, ...GROUPINGS.filter((other) => other !== chosen)]) {
    if (shown.length > 0 && left < counts[grouping] + 1) break
    shown.push(grouping)
    left -= counts[grouping] + 1
  }
  return shown
}
