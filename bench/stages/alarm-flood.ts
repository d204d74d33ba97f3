import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { nearestRank } from '../../domain/indicators/compliance.ts'
import { acknowledgementsOf, watchAcknowledgements, type Acknowledgement } from '../lib/ack-watch.ts'
import { startBenchWall, type BenchWall } from '../lib/bench-wall.ts'
import { HOUR_S } from '../lib/full-world.ts'
import { runLoad, type LoadResult } from '../lib/load.ts'
import { openPlainPage, type PlainPage } from '../lib/plain-page.ts'
import { printRows } from '../lib/report.ts'
import { withFolder } from '../lib/work-folder.ts'

/** A person who does nothing else. */
const KEY_EVERY_MS = 250
const LAST_KEYS_S = 20
const FIRST_LIMIT_MS = 120_000
const OPEN_ROW = '[data-testid=alarm-row][data-state=unacknowledged]'

export interface FloodOptions {
  readonly cases: number
  readonly units: number
  readonly countdowns: number
  readonly seconds: number
  readonly changesPerSecond: number
  readonly alarms: number
}

/**
 * From the key that takes an alarm to the frame that says it is being taken (the feedback to the hand), and to the
 * frame that shows it as taken by the wall, while a storm of changes comes in.
 */
export async function benchAlarmFlood(options: FloodOptions): Promise<void> {
  await withFolder(async (folder) => {
    const wall = await startBenchWall(folder, { ...options, arriveLimitS: HOUR_S })
    const page = await openPlainPage(wall.address, join(folder, 'browser'))
    // A browser that still runs would write into the folder while it is removed.
    await floodPage(options, wall, page).finally(() => page.close())
    await wall.stop()
  })
}

async function floodPage(options: FloodOptions, wall: BenchWall, page: PlainPage): Promise<void> {
  const { seconds, changesPerSecond, alarms } = options
  await page.waitForSelector('[data-testid=case-row]', FIRST_LIMIT_MS)
  await watchAcknowledgements(page)
  const flood = runLoad({
    size: { ...options, arriveLimitS: HOUR_S },
    gateway: wall.gateway.match,
    baseMs: wall.baseMs,
    seconds,
    alarms,
    changes: changesPerSecond / 2,
    moves: changesPerSecond / 2,
  })
  await page.waitForSelector(OPEN_ROW, FIRST_LIMIT_MS)
  const keys = await pressUntil(page, flood)
  const loaded = await flood
  const found = await settled(page)
  report(options, loaded, keys, found, [wall.gateway.memoryMb(), wall.kiosk.memoryMb()])
}

/** The last keys are waited for, so that the slowest are not the ones left out. */
async function settled(page: PlainPage): Promise<readonly Acknowledgement[]> {
  for (let second = 0; second < LAST_KEYS_S; second++) {
    await pause(1_000)
    const found = await acknowledgementsOf(page)
    if (found.every(({ rowMs }) => rowMs !== undefined)) return found
  }
  return acknowledgementsOf(page)
}

/** Returns how many keys were pressed. */
async function pressUntil(page: PlainPage, flood: Promise<unknown>): Promise<number> {
  let isOver = false
  void flood.finally(() => (isOver = true))
  let keys = 0
  for (; !isOver; keys++) {
    const startMs = performance.now()
    // Not awaited: a page that is busy must not make the person slower.
    page.press('a')
    await pause(Math.max(1, KEY_EVERY_MS - (performance.now() - startMs)))
  }
  return keys
}

function report(
  { cases, seconds, changesPerSecond, alarms }: FloodOptions,
  loaded: LoadResult,
  keys: number,
  found: readonly Acknowledgement[],
  [gatewayMb = -1, kioskMb = -1]: readonly number[],
): void {
  const marked = sorted(found.map(({ markMs }) => markMs))
  const shown = sorted(found.map(({ rowMs }) => rowMs))
  printRows(
    `alarm flood: ${changesPerSecond} changes/s asked for ${seconds} s over ${cases} open cases, ${alarms} new alarms of high priority`,
    [
      ['changes a second that Intake had on disk', loaded.perSecond.toFixed(0)],
      ['new alarms', String(loaded.alarms)],
      ['keys pressed / alarms taken / shown as taken', `${keys} / ${found.length} / ${shown.length}`],
      [
        'key to the frame that says it is being taken: p50 / p95 / p99 / most (aim p99 100 ms)',
        ranks(marked),
      ],
      ['key to the frame that shows it as taken: p50 / p95 / p99 / most', ranks(shown)],
      ['memory of the gateway / of the core and kiosk, MB', `${gatewayMb} / ${kioskMb}`],
    ],
  )
}

function sorted(times: readonly (number | undefined)[]): readonly number[] {
  return times.flatMap((ms) => (ms === undefined ? [] : [ms])).sort((a, b) => a - b)
}

function ranks(times: readonly number[]): string {
  const rank = (percent: number): string => (nearestRank(times, percent) ?? -1).toFixed(0)
  return `${[50, 95, 99, 100].map(rank).join(' / ')} ms`
}
