import type { HourCounts } from '../../../domain/indicators/indicator-detail.ts'
import type { ChartOption } from '../../lib/echarts.ts'

const HOURS = 24
/** Of the highest of the day. */
const LOW_SHARE = 0.16
const NEUTRAL = '#4a6076'
const TEXT_1 = '#dbe3ea'
const TEXT_2 = '#9aa8b5'
const LINE = '#26313c'
const PANEL = '#151c23'

export interface TrendWords {
  readonly filed: string
  readonly closed: string
  readonly yesterday: string
}

export interface Trend {
  readonly hours: HourCounts
  readonly yesterday?: HourCounts
}

/**
 * Filed as bars, closed as a line, yesterday as dashes where it is known; 24 places, so that the day has its length.
 * The hour that is not over is drawn hollow: it will grow.
 */
export function trendOption(
  { hours, yesterday }: Trend,
  words: TrendWords,
  remPx: number,
  fontFamily?: string,
): ChartOption {
  const label = {
    color: TEXT_2,
    ...(fontFamily === undefined ? {} : { fontFamily }),
    fontSize: Math.round(remPx * 0.9),
  }
  return {
    animation: false,
    grid: { left: remPx * 2.4, right: remPx * 0.6, top: remPx * 1.3, bottom: remPx * 1.6 },
    xAxis: {
      type: 'category',
      data: Array.from({ length: HOURS }, (_, hour) => String(hour)),
      axisLabel: { ...label, interval: 'auto', hideOverlap: true },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: LINE } },
    },
    yAxis: {
      type: 'value',
      min: 0,
      minInterval: 1,
      splitNumber: 3,
      axisLabel: label,
      splitLine: { lineStyle: { color: LINE } },
    },
    series: [
      {
        type: 'bar',
        name: words.filed,
        silent: true,
        barCategoryGap: '30%',
        data: filedBars(hours, remPx),
        label: {
          ...label,
          color: TEXT_1,
          show: true,
          position: 'insideBottom',
          formatter: ({ value }) => (value === 0 ? '' : String(value)),
        },
      },
      line(words.closed, knownPart(hours.closed, hours.filed), TEXT_1, 'solid', remPx),
      ...(yesterday === undefined
        ? []
        : [line(words.yesterday, knownPart(yesterday.filed, yesterday.filed), TEXT_2, 'dashed', remPx)]),
    ],
  }
}

/** A bar lower than its number has it above, and above the line that passes there. */
function filedBars({ filed, closed }: HourCounts, remPx: number) {
  const last = filed.length - 1
  const low = LOW_SHARE * Math.max(...filed, ...closed)
  return Array.from({ length: HOURS }, (_, hour) => ({
    value: filed[hour] ?? 0,
    ...((filed[hour] ?? 0) < low && { label: { position: 'top' as const, distance: remPx * 0.55 } }),
    itemStyle:
      hour === last
        ? { color: PANEL, borderColor: NEUTRAL, borderWidth: 2 }
        : { color: NEUTRAL, borderWidth: 0 },
  }))
}

/** Before its first case nothing is known of a day: no line, not a line at zero. */
function knownPart(counts: readonly number[], filed: readonly number[]): readonly (number | '-')[] {
  const first = filed.findIndex((count) => count > 0)
  return counts.map((count, hour) => (hour < first ? '-' : count))
}

function line(
  name: string,
  data: readonly (number | '-')[],
  color: string,
  type: 'solid' | 'dashed',
  remPx: number,
) {
  return {
    type: 'line' as const,
    name,
    silent: true,
    data: data.slice(0, HOURS),
    symbol: type === 'solid' ? 'circle' : 'none',
    symbolSize: remPx * 0.35,
    itemStyle: { color },
    lineStyle: { color, type, width: Math.max(1.5, remPx * 0.1) },
  }
}
