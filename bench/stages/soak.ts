import type { CDPSession, Page } from 'playwright-core'
import { startBenchWall, type BenchWall } from '../lib/bench-wall.ts'
import { launchBrowser } from '../lib/browser.ts'
import type { WorldSize } from '../lib/full-world.ts'
import { runLoad } from '../lib/load.ts'
import { printRows, type Row } from '../lib/report.ts'
import { slopePerHour } from '../lib/slope.ts'
import { withFolder } from '../lib/work-folder.ts'

/** A round: quiet first, then a flood of changes with alarms that are taken and whose cases end; then a sample. */
const QUIET_S = 15
const FLOOD_S = 10
const QUIET_CHANGES = 200
const FLOOD_CHANGES = 2_000
const FLOOD_ALARMS = 200
const KEYS_PER_ROUND = FLOOD_ALARMS + 20
/** So long that time alone makes no alarm on the way: what grew would be theirs. */
const ARRIVE_LIMIT_S = 6 * 3_600
/** While caches of code and pools fill, nothing is a slope yet. */
const WARM_UP_ROUNDS = 2

export interface SoakOptions {
  readonly minutes: number
  readonly cases: number
  readonly units: number
  readonly countdowns: number
}

interface Sample {
  readonly minute: number
  readonly heapMb: number
  readonly nodes: number
  readonly listeners: number
  readonly documents: number
  readonly kioskMb: number
  readonly gatewayMb: number
}

/** Hours in small: what a page and its core keep after each flood has gone. */
export async function benchSoak(options: SoakOptions): Promise<void> {
  const { minutes } = options
  const size = { ...options, arriveLimitS: ARRIVE_LIMIT_S }
  await withFolder(async (folder) => {
    const wall = await startBenchWall(folder, size)
    const browser = await launchBrowser()
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    await page.goto(wall.address)
    await page.waitForSelector('[data-testid=case-row]', { timeout: 120_000 })
    const devtools = await page.context().newCDPSession(page)
    const samples: Sample[] = []
    const startMs = performance.now()
    const minuteNow = (): number => (performance.now() - startMs) / 60_000
    while (minuteNow() < minutes) {
      await round(page, wall, size)
      const sample = await sampleOf(devtools, wall, minuteNow())
      samples.push(sample)
      const { minute, heapMb, nodes, listeners, kioskMb } = sample
      console.log(
        `  soak ${minute.toFixed(1)} min: heap ${heapMb.toFixed(2)} MB, ${nodes} nodes, ${listeners} listeners, kiosk ${kioskMb} MB`,
      )
    }
    report(options, samples)
    await browser.close()
    await wall.stop()
  })
}

async function round(page: Page, wall: BenchWall, size: WorldSize): Promise<void> {
  const common = { gateway: wall.gateway.match, baseMs: wall.baseMs, size }
  const half = { moves: QUIET_CHANGES / 2, changes: QUIET_CHANGES / 2 }
  await runLoad({ ...common, seconds: QUIET_S, ...half })
  const storm = { moves: FLOOD_CHANGES / 2, changes: FLOOD_CHANGES / 2 }
  await runLoad({ ...common, seconds: FLOOD_S, ...storm, alarms: FLOOD_ALARMS, endAlarms: true })
  for (let key = 0; key < KEYS_PER_ROUND; key++) await page.keyboard.press('a')
  await page.keyboard.press('Shift+A')
  // Answers, the last deltas, and the lines that say what was taken.
  await page.waitForTimeout(6_000)
}

async function sampleOf(devtools: CDPSession, wall: BenchWall, minute: number): Promise<Sample> {
  await devtools.send('HeapProfiler.collectGarbage')
  await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  const { nodes, jsEventListeners, documents } = await devtools.send('Memory.getDOMCounters')
  return {
    minute,
    heapMb: usedSize / 1_048_576,
    nodes,
    listeners: jsEventListeners,
    documents,
    kioskMb: wall.kiosk.memoryMb(),
    gatewayMb: wall.gateway.memoryMb(),
  }
}

function report({ minutes, cases, units }: SoakOptions, samples: readonly Sample[]): void {
  const left = samples.length > 2 * WARM_UP_ROUNDS ? WARM_UP_ROUNDS : 0
  const warm = samples.slice(left)
  const row = (name: string, unit: string, digits: number, of: (sample: Sample) => number): Row => {
    const { perHour, errorPerHour } = slopePerHour(warm.map((sample) => [sample.minute / 60, of(sample)]))
    const [first, last] = [warm[0], warm.at(-1)].map((sample) => (sample === undefined ? -1 : of(sample)))
    const ends = `${(first ?? -1).toFixed(digits)} to ${(last ?? -1).toFixed(digits)}`
    return [
      `${name}, ${unit}: first to last, slope per hour`,
      `${ends}, ${perHour.toFixed(2)} ± ${errorPerHour.toFixed(2)}`,
    ]
  }
  printRows(
    `soak: ${minutes} minutes, ${cases} open cases, ${units} units, ${samples.length} floods of ${FLOOD_CHANGES} changes/s with ${FLOOD_ALARMS} alarms; the first ${left} rounds are left out`,
    [
      row('heap of the page after collection', 'MB', 2, ({ heapMb }) => heapMb),
      row('DOM nodes', 'count', 0, ({ nodes }) => nodes),
      row('listeners', 'count', 0, ({ listeners }) => listeners),
      row('resident: core and kiosk', 'MB', 0, ({ kioskMb }) => kioskMb),
      row('resident: gateway', 'MB', 0, ({ gatewayMb }) => gatewayMb),
    ],
  )
}
