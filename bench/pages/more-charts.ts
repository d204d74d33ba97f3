import { createChart } from '../../renderer/lib/echarts.ts'
import { trendOption } from '../../renderer/panels/indicators/trend-option.ts'

const RENEW_MS = 1_000
const WORDS = { filed: '立案', closed: '结案', yesterday: '昨日' }

/** More of the wall's own trend charts at the foot of the page, each set anew every second. */
function addCharts(count: number): void {
  const row = document.createElement('div')
  row.style.cssText = 'position:fixed;inset:auto 0 0;height:8rem;display:flex'
  document.body.append(row)
  const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const elements = Array.from({ length: count }, () => {
    const element = document.createElement('div')
    element.style.cssText = 'flex:1;min-width:0'
    row.append(element)
    return element
  })
  const charts = elements.map((element) => createChart(element))
  let second = 0
  const renew = (): void => {
    second++
    for (const [index, chart] of charts.entries())
      chart.setOption(trendOption(day(second + index), WORDS, remPx))
  }
  renew()
  setInterval(renew, RENEW_MS)
}

function day(seed: number) {
  const hours = {
    filed: Array.from({ length: 24 }, (_, hour) => ((hour * 7 + seed) % 40) + 5),
    closed: Array.from({ length: 24 }, (_, hour) => ((hour * 5 + seed) % 35) + 3),
  }
  return { hours, yesterday: hours }
}

Object.assign(globalThis, { addCharts })
