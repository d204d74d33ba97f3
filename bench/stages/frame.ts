import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { startBenchWall, type BenchWall } from '../lib/bench-wall.ts'
import { launchBrowser } from '../lib/browser.ts'
import { HOUR_S, type WorldSize } from '../lib/full-world.ts'
import { figuresOf, watchFrames, type FrameFigures, type FrameSample } from '../lib/frame-watch.ts'
import { runLoad, type LoadResult } from '../lib/load.ts'
import { pageBundle } from '../lib/page-bundle.ts'
import { printRows, type Row } from '../lib/report.ts'
import { withFolder } from '../lib/work-folder.ts'

const CHARTS = 8
/** Until the first worlds, charts and compilations are behind. */
const SETTLE_MS = 6_000

export interface FrameOptions {
  readonly cases: number
  readonly units: number
  readonly countdowns: number
  readonly pairs: number
  readonly seconds: number
  /** New positions a second. */
  readonly moves: number
}

interface Side {
  readonly samples: FrameSample[]
  readonly loads: LoadResult[]
  contents: Contents
}

interface Contents {
  readonly ownCharts: number
  readonly charts: number
  readonly countdowns: number
}

const NOTHING: Contents = { ownCharts: 0, charts: 0, countdowns: 0 }

/** Frame intervals of the full wall against the same page of an empty one, by turns. */
export async function benchFrame(options: FrameOptions): Promise<void> {
  const size: WorldSize = { ...options, arriveLimitS: HOUR_S }
  await withFolder(async (folder) => {
    const charts = await pageBundle('more-charts.ts')
    const empty = await startBenchWall(join(folder, 'empty'), undefined)
    const full = await startBenchWall(join(folder, 'full'), size)
    const browser = await launchBrowser()
    const sides = { empty: newSide(), full: newSide() }
    for (let pair = 0; pair < options.pairs; pair++) {
      await emptyTurn(browser, empty, sides.empty, options.seconds)
      await fullTurn(browser, full, sides.full, { ...options, size }, charts)
    }
    report(options, sides)
    await browser.close()
    await full.stop()
    await empty.stop()
  })
}

function newSide(): Side {
  return { samples: [], loads: [], contents: NOTHING }
}

async function emptyTurn(browser: Browser, wall: BenchWall, side: Side, seconds: number): Promise<void> {
  const page = await openWall(browser, wall)
  await page.waitForTimeout(SETTLE_MS)
  side.samples.push(await watchFrames(page, seconds))
  await page.close()
}

async function fullTurn(
  browser: Browser,
  wall: BenchWall,
  side: Side,
  { size, seconds, moves }: FrameOptions & { readonly size: WorldSize },
  charts: string,
): Promise<void> {
  const page = await openWall(browser, wall)
  await page.waitForSelector('[data-testid=case-row]', { timeout: 120_000 })
  const ownCharts = await page.locator('[role=img].chart').count()
  await page.evaluate(`${charts};addCharts(${CHARTS - ownCharts})`)
  const loaded = runLoad({
    size,
    gateway: wall.gateway.match,
    baseMs: wall.baseMs,
    seconds: seconds + SETTLE_MS / 1_000 + 2,
    moves,
  })
  await page.waitForTimeout(SETTLE_MS)
  side.samples.push(await watchFrames(page, seconds))
  side.contents = await contentsOf(page, ownCharts)
  if (process.env.FIVETEN_BENCH_PICTURE) await page.screenshot({ path: process.env.FIVETEN_BENCH_PICTURE })
  side.loads.push(await loaded)
  await page.close()
}

async function openWall(browser: Browser, wall: BenchWall): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
  await page.goto(wall.address)
  await page.waitForSelector('[data-testid=map] canvas', { timeout: 120_000 })
  return page
}

async function contentsOf(page: Page, ownCharts: number): Promise<Contents> {
  const charts = await page.locator('[_echarts_instance_]').count()
  const countdowns = await page.locator('[data-remaining-ms], [data-testid=alarm-row]').count()
  return { ownCharts, charts, countdowns }
}

function report(options: FrameOptions, { empty, full }: Record<'empty' | 'full', Side>): void {
  const [before, after] = [figuresOf(empty.samples), figuresOf(full.samples)]
  const moved = full.loads.reduce((sum, { perSecond }) => sum + perSecond, 0) / Math.max(1, full.loads.length)
  const { ownCharts, charts, countdowns } = full.contents
  printRows(
    `frame: ${options.cases} open cases, ${options.units} units, ${options.countdowns} cases with running clocks, 2D map, full HD, ${options.pairs} turns of ${options.seconds} s each`,
    [
      line('empty page', before),
      line('full page', after),
      ['full / empty: mean frame time (aim 1.25)', ratio(after.meanMs, before.meanMs)],
      ['full / empty: p50', ratio(after.p50Ms, before.p50Ms)],
      ['full / empty: p95', ratio(after.p95Ms, before.p95Ms)],
      ['full / empty: p99', ratio(after.p99Ms, before.p99Ms)],
      ['new positions of units a second, reached', moved.toFixed(0)],
      ['charts on the page', `${charts} (${ownCharts} of its panels, the others beside them)`],
      ['countdowns with a row on the page', String(countdowns)],
      ['Cesium', 'skipped: needs a graphics card'],
    ],
  )
}

function ratio(a: number, b: number): string {
  return (a / b).toFixed(2)
}

function line(name: string, figures: FrameFigures): Row {
  const { meanMs, p50Ms, p95Ms, p99Ms, mostMs, cpuMsPerSecond, browserCpuMsPerSecond, count } = figures
  const ms = [meanMs, p50Ms, p95Ms, p99Ms, mostMs].map((value) => value.toFixed(1)).join(' / ')
  const busy = `processor time a second: main thread ${cpuMsPerSecond.toFixed(0)} ms, whole browser ${browserCpuMsPerSecond.toFixed(0)} ms`
  return [`${name}: mean / p50 / p95 / p99 / most, ms`, `${ms}; ${count} frames, ${busy}`]
}
