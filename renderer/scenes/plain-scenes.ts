import type { Arrangement, PanelName, SceneName } from '../../domain/view/display-item.ts'
import type { RoomRem } from './arrangement.ts'

/** The overview before any layout has come: it must not wait for one. */
const OVERVIEW: readonly Arrangement[] = [
  {
    minAspect: 2.6,
    areas: ['head head head head', 'kpi kpi kpi kpi', 'flow map board duty'],
    columns: 'minmax(0, 23rem) minmax(0, 1fr) minmax(0, 33rem) minmax(0, 26rem)',
    rows: '2.9rem auto minmax(0, 1fr)',
  },
  {
    minAspect: 1.2,
    areas: ['head head head', 'kpi kpi kpi', 'flow map board', 'duty duty board'],
    columns: 'minmax(0, 23rem) minmax(0, 1fr) minmax(0, 33rem)',
    rows: '2.9rem auto minmax(0, 1fr) 13.1rem',
  },
  {
    minAspect: 0,
    areas: ['head', 'kpi', 'board', 'map', 'duty'],
    columns: 'minmax(0, 1fr)',
    rows: '5.6rem auto minmax(0, 1.4fr) minmax(0, 1fr) 13.1rem',
  },
]

/** What belongs into a scene that no layout describes. */
const PANELS_OF: Readonly<Record<Exclude<SceneName, 'overview'>, readonly PanelName[]>> = {
  situation: ['map', 'alarms', 'board', 'duty'],
  response: ['response-figures', 'response-attempts', 'board', 'alarm-quality'],
  duty: ['duty', 'roster', 'coverage', 'chain'],
  event: [
    'event-head',
    'event-timeline',
    'event-posts',
    'event-incidents',
    'event-districts',
    'event-checklists',
  ],
  indicators: ['kpi', 'indicator-trend', 'indicator-sources', 'indicator-grids'],
  health: ['health-displays', 'health-link', 'health-sound', 'alarm-quality'],
  desk: ['desk-displays', 'alarms', 'desk-command', 'board'],
  safe: ['board'],
}

const COLUMN_REM = 34

/** A scene without a layout: its panels side by side, as many columns as there is room for. */
export function plainArrangements(scene: SceneName, { widthRem }: RoomRem): readonly Arrangement[] {
  if (scene === 'overview') return OVERVIEW
  const panels = PANELS_OF[scene]
  const columnCount = Math.max(1, Math.min(3, panels.length - 1, Math.floor(widthRem / COLUMN_REM)))
  const areas: string[] = [repeated('head', columnCount)]
  for (let from = 0; from < panels.length; from += columnCount) {
    const row = panels.slice(from, from + columnCount)
    const last = row.at(-1) ?? 'board'
    areas.push([...row, ...Array.from({ length: columnCount - row.length }, () => last)].join(' '))
  }
  const headRem = widthRem < 60 ? 5.6 : 2.9
  return [
    {
      minAspect: 0,
      areas,
      columns: repeated('minmax(0, 1fr)', columnCount),
      rows: `${headRem}rem ${repeated('minmax(0, 1fr)', areas.length - 1)}`,
    },
  ]
}

function repeated(text: string, count: number): string {
  return Array.from({ length: count }, () => text).join(' ')
}
