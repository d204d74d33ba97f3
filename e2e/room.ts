import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { DisplayWall } from './fixtures/display-wall.ts'
import type { Health } from './fixtures/kiosk.ts'
import { repoDir } from './fixtures/repo.ts'
import type { Bounds } from './fixtures/x-server.ts'

/**
 * A room left alone: three displays of different shapes on one X server show the opening day in Harbin, nobody
 * touches anything, and on half of the way one display is unplugged for a minute. It prints a line a minute and,
 * at the end, what was seen; it fails when a display was lost without being unplugged, or did not come back.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    speed: { type: 'string', default: '10' },
    /** At speed 10 the hour is over when the evening is, at half past eleven. */
    'opens-at': { type: 'string', default: '13:30' },
    pictures: { type: 'string', default: join(repoDir, 'test-results/room') },
  },
})
const LAYOUT = join(repoDir, 'resources/layouts/three-displays.json')
const SIDE: Bounds = { x: 7680, y: 0, width: 3840, height: 2160 }
const MONITORS = {
  LED: { x: 0, y: 0, width: 7680, height: 2160 },
  SIDE,
  DESK: { x: 11_520, y: 0, width: 1280, height: 800 },
}
const IDS = ['led', 'side', 'desk']
const LOOK_EVERY_MS = 1_000
const LOOKS_IN_LINE = 60
const UNPLUGGED_LOOKS = 60
/** Sixteen million pixels take their time without a graphics card. */
const PICTURE_MS = 300_000

interface Tally {
  looks: number
  /** Looks at which a display that was plugged in was not shown. */
  dark: number
  notLive: number
  worstAgeMs: number
  leastFps: number
}

const minutes = Number(values.minutes)
const tally: Tally = { looks: 0, dark: 0, notLive: 0, worstAgeMs: 0, leastFps: Infinity }
const wall = await DisplayWall.start({
  layout: LAYOUT,
  monitors: MONITORS,
  gateway: { scenario: 'harbin-games', speed: Number(values.speed), opensAt: values['opens-at'] },
})
mkdirSync(values.pictures, { recursive: true })
try {
  await until(async () => (await wall.states()).every((one) => one.endsWith(' shown')), 60_000)
  await picture('begin')
  await watch(Math.floor((minutes * 60) / 2))
  await unplugAndPlug()
  await watch(Math.ceil((minutes * 60) / 2) - UNPLUGGED_LOOKS)
  await picture('end')
  console.log(
    `room: ${minutes} minutes, ${tally.looks} looks, ${tally.dark} with a dark display, ${tally.notLive} not live, ` +
      `oldest panel ${tally.worstAgeMs} ms, slowest page ${tally.leastFps} frames/s`,
  )
  process.exitCode = tally.dark === 0 ? 0 : 1
} finally {
  await wall.end()
}

async function watch(looks: number): Promise<void> {
  for (let look = 1; look <= looks; look++) {
    const health = await wall.kiosk.health()
    count(health, IDS)
    if (look % LOOKS_IN_LINE === 0) console.log(lineOf(health))
    await pause(LOOK_EVERY_MS)
  }
}

async function unplugAndPlug(): Promise<void> {
  await wall.xServer.unplug('SIDE')
  const lostMs = await until(async () => (await wall.states()).includes('side lost'), 60_000)
  const guests = await (await wall.page('led')).getByTestId('guest-panel').count()
  console.log(`side unplugged: lost after ${lostMs} ms, ${guests} of its panels are guests of the large wall`)
  await picture('unplugged')
  for (let look = 0; look < UNPLUGGED_LOOKS; look++) {
    count(await wall.kiosk.health(), ['led', 'desk'])
    await pause(LOOK_EVERY_MS)
  }
  await wall.xServer.plug('SIDE', SIDE)
  const backMs = await until(async () => (await wall.states()).includes('side shown'), 60_000)
  console.log(`side plugged in: shown again after ${backMs} ms`)
}

function count({ displays, link }: Health, expected: readonly string[]): void {
  tally.looks++
  if (link.state !== 'live') tally.notLive++
  const plugged = displays.filter(({ id }) => expected.includes(id))
  if (plugged.length < expected.length || plugged.some(({ state }) => state !== 'shown')) tally.dark++
  for (const { fps, ageMs } of plugged) {
    if (fps !== undefined) tally.leastFps = Math.min(tally.leastFps, fps)
    if (ageMs !== undefined) tally.worstAgeMs = Math.max(tally.worstAgeMs, ageMs)
  }
}

function lineOf({ displays, link, revision, counts }: Health): string {
  const each = displays.map(({ id, state, scene, fps }) => `${id} ${state} ${scene} ${fps ?? '?'} frames/s`)
  return `${Math.round(tally.looks / LOOKS_IN_LINE)} min, ${link.state}, revision ${revision}, ${counts['case'] ?? 0} cases: ${each.join('; ')}`
}

/** How long it took, in real milliseconds. */
async function until(condition: () => Promise<boolean>, withinMs: number): Promise<number> {
  const startMs = performance.now()
  while (!(await condition())) {
    if (performance.now() - startMs > withinMs) throw new Error(`Waited for ${withinMs} ms in vain.`)
    await pause(100)
  }
  return Math.round(performance.now() - startMs)
}

async function picture(name: string): Promise<void> {
  const shown = (await wall.kiosk.health()).displays.filter(({ state }) => state === 'shown')
  for (const { id } of shown) {
    const page = await wall.page(id)
    await page.screenshot({ path: join(values.pictures, `${name}-${id}.png`), timeout: PICTURE_MS })
  }
}
