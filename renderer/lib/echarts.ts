import { BarChart, LineChart, type BarSeriesOption, type LineSeriesOption } from 'echarts/charts'
import { GridComponent, MarkLineComponent } from 'echarts/components'
import type { GridComponentOption, MarkLineComponentOption } from 'echarts/components'
import { init, use, type ComposeOption, type EChartsType } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

use([BarChart, LineChart, GridComponent, MarkLineComponent, CanvasRenderer])

export type ChartOption = ComposeOption<
  BarSeriesOption | LineSeriesOption | GridComponentOption | MarkLineComponentOption
>
export type Chart = EChartsType

export function createChart(element: HTMLElement): Chart {
  return init(element, undefined, { renderer: 'canvas' })
}
