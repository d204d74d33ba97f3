import type { ChartOption } from '../../lib/echarts.ts'

const NEUTRAL = '#4a6076'
const LATE = '#f5a623'
const LIMIT = '#9aa8b5'
const HOURS = 24

const FRAME = {
  animation: false,
  grid: { left: 0, right: 0, top: 2, bottom: 1, containLabel: false },
  yAxis: { type: 'value' as const, show: false, min: 0 },
}

/** One bar per hour of the day; hours to come are empty places, so that the day has its length. */
export function hoursOption(perHour: readonly number[]): ChartOption {
  const hours = Array.from({ length: HOURS }, (_, hour) => perHour[hour] ?? 0)
  return {
    ...FRAME,
    xAxis: {
      type: 'category',
      show: true,
      axisLabel: { show: false },
      axisTick: { show: false },
      axisLine: AXIS,
    },
    series: [
      { type: 'bar', data: hours, barCategoryGap: '25%', itemStyle: { color: NEUTRAL }, silent: true },
    ],
  }
}

/** Finished clocks per minute, with the limit as a line; what lies behind it was late. */
export function minutesOption(perMinute: readonly number[], limitMinutes: number | undefined): ChartOption {
  const data = perMinute.map((count, minute) => ({
    value: [minute + 0.5, count] as [number, number],
    itemStyle: { color: limitMinutes !== undefined && minute >= limitMinutes ? LATE : NEUTRAL },
  }))
  return {
    ...FRAME,
    xAxis: {
      type: 'value',
      min: 0,
      max: perMinute.length,
      axisLabel: { show: false },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLine: AXIS,
    },
    series: [
      {
        type: 'bar',
        data,
        barWidth: '80%',
        silent: true,
        ...(limitMinutes === undefined ? {} : { markLine: limitLine(limitMinutes) }),
      },
    ],
  }
}

const AXIS = { show: true, lineStyle: { color: '#26313c' } }

function limitLine(minutes: number) {
  return {
    symbol: 'none',
    animation: false,
    label: { show: false },
    lineStyle: { color: LIMIT, type: 'solid' as const, width: 2 },
    data: [{ xAxis: minutes }],
  }
}
