import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { THREE_SHAPES } from './fixtures/display-wall.ts'
import type { ElectronHost } from './fixtures/electron-host.ts'
import { electron, expect, test } from './fixtures/electron-test.ts'
import { makeTempDir } from './fixtures/repo.ts'

test.skip(electron?.isStandIn !== true, 'Only the stand-in can plug displays in and out.')

const dir = makeTempDir()
test.afterAll(() => dir.remove())

/** The three shapes again, known by what the desktop calls their screens; the upright one is a seat's. */
function layoutByLabels(): string {
  const file = join(dir.path, 'layout.json')
  const layout = JSON.parse(readFileSync(THREE_SHAPES, 'utf8')) as { displays: { id: string }[] }
  const displays = layout.displays.map((display) => ({
    ...display,
    desk: display.id === 'tall',
    screen: { label: display.id.toUpperCase() },
  }))
  writeFileSync(file, JSON.stringify({ ...layout, displays }))
  return file
}

const wall = { id: 11, label: 'WALL', x: 0, y: 0, width: 1920, height: 540 }
const side = { id: 12, label: 'SIDE', x: 1920, y: 0, width: 1280, height: 720 }
const tall = { id: 13, label: 'TALL', x: 3200, y: 0, width: 800, height: 1280 }

/** From left to right: what the window shows, and where it begins. */
async function placed(host: ElectronHost): Promise<readonly string[]> {
  const windows = await host.windows()
  return windows.map(({ bounds, kiosk, url }) => {
    // Before its page is loaded a window has no address.
    const display = /[?&]display=([\w-]+)/.exec(url)?.[1] ?? 'none'
    return `${display} ${bounds.width}x${bounds.height}+${bounds.x}${kiosk ? '' : ' ordinary'}`
  })
}

test('screens are known by their labels: windows follow them, and critical panels move', async ({
  launch,
}) => {
  const host = await launch([`--layout=${layoutByLabels()}`])
  await expect.poll(() => placed(host)).toEqual(['none 1920x1080+0', 'none 1920x1080+1920'])

  await host.control?.setDisplays([wall, side, tall])
  await expect
    .poll(() => placed(host))
    .toEqual(['wall 1920x540+0', 'side 1280x720+1920', 'tall 800x1280+3200 ordinary'])
  const scene = `document.querySelector('[data-testid=scene]')?.dataset.name`
  await expect.poll(() => host.ask(0, scene)).toBe('indicators')
  await expect.poll(() => host.ask(1, scene)).toBe('situation')

  // Numbered and placed anew: the same glass is the same display.
  await host.control?.setDisplays([
    { ...side, id: 11, x: 0 },
    { ...wall, id: 12, x: 1280 },
  ])
  await expect.poll(() => placed(host)).toEqual(['side 1280x720+0', 'wall 1920x540+1280'])

  await host.control?.setDisplays([{ ...wall, id: 12, x: 0 }])
  await expect.poll(() => placed(host)).toEqual(['wall 1920x540+0'])
  const guests = `[...document.querySelectorAll('[data-testid=guest-panel]')].map((it) => it.dataset.name).sort()`
  await expect.poll(() => host.ask(0, guests)).toEqual(['alarms', 'duty', 'map'])
})
