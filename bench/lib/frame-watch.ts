import type { CDPSession, Page } from 'playwright-core'
import { nearestRank } from '../../domain/indicators/compliance.ts'

/** What one page drew while it was watched. */
export interface FrameSample {
  readonly intervalsMs: readonly number[]
  /** Time that the page's main thread computed in a second; what other programs took from it is not in it. */
  readonly cpuMsPerSecond: number
  /** The same of all processes of the browser: what draws the pixels is in it. */
  readonly browserCpuMsPerSecond: number
}

/** The intervals between frames of a page over `seconds`, by its own animation frames. */
export async function watchFrames(page: Page, seconds: number): Promise<FrameSample> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  const before = await taskSeconds(devtools)
  const browserBefore = await browserSeconds(page)
  const stamps = await page.evaluate(
    (durationMs) =>
      new Promise<number[]>((resolve) => {
        const found: number[] = []
        const startMs = performance.now()
        const note = (): void => {
          const nowMs = performance.now()
          found.push(nowMs)
          if (nowMs - startMs < durationMs) requestAnimationFrame(note)
          else resolve(found)
        }
        requestAnimationFrame(note)
      }),
    seconds * 1_000,
  )
  const cpuS = (await taskSeconds(devtools)) - before
  const browserS = (await browserSeconds(page)) - browserBefore
  await devtools.detach()
  const watchedS = ((stamps.at(-1) ?? 0) - (stamps[0] ?? 0)) / 1_000
  return {
    intervalsMs: stamps.slice(1).map((ms, index) => ms - (stamps[index] ?? ms)),
    cpuMsPerSecond: (cpuS * 1_000) / watchedS,
    browserCpuMsPerSecond: (browserS * 1_000) / watchedS,
  }
}

async function taskSeconds(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? -1
}

async function browserSeconds(page: Page): Promise<number> {
  const devtools = await page.context().browser()?.newBrowserCDPSession()
  const info = await devtools?.send('SystemInfo.getProcessInfo')
  await devtools?.detach()
  return info?.processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0) ?? -1
}

export interface FrameFigures {
  readonly meanMs: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
  readonly mostMs: number
  readonly cpuMsPerSecond: number
  readonly browserCpuMsPerSecond: number
  readonly count: number
}

export function figuresOf(samples: readonly FrameSample[]): FrameFigures {
  const sorted = samples.flatMap(({ intervalsMs }) => intervalsMs).sort((a, b) => a - b)
  const rank = (percent: number): number => nearestRank(sorted, percent) ?? -1
  const mean = (of: (sample: FrameSample) => number): number =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / Math.max(1, samples.length)
  return {
    meanMs: sorted.reduce((sum, ms) => sum + ms, 0) / Math.max(1, sorted.length),
    p50Ms: rank(50),
    p95Ms: rank(95),
    p99Ms: rank(99),
    mostMs: rank(100),
    cpuMsPerSecond: mean(({ cpuMsPerSecond }) => cpuMsPerSecond),
    browserCpuMsPerSecond: mean(({ browserCpuMsPerSecond }) => browserCpuMsPerSecond),
    count: sorted.length,
  }
}
