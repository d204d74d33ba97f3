import { join } from 'node:path'
import Database from 'better-sqlite3'
import { DISPLAYS, runElectron } from './fixtures/electron-command.ts'
import { electron, expect, test } from './fixtures/electron-test.ts'

test.skip(
  electron === undefined,
  'No Electron here: neither FIVETEN_ELECTRON, nor the real binary, nor the stand-in.',
)

test('shows the same wall as the kiosk, and clocks count down', async ({ host }) => {
  const wall = await host.wall()
  await wall.expectLink('live')
  await wall.expectLit()
  await expect(wall.hatched).toHaveCount(0)
  await expect.poll(() => wall.mapColors()).toBeGreaterThan(4)
  await wall.expectCountingDown()
  await wall.switchLanguage()
  await expect(wall.page.locator('html')).toHaveAttribute('lang', 'en')
  await wall.switchLanguage()
  await expect(wall.page.locator('html')).toHaveAttribute('lang', 'zh-CN')
})

test('one kiosk window on every display, each with its own port, and the displays kept awake', async ({
  host,
}) => {
  const displays = await host.displays()
  const walls = await host.walls(displays.length)
  for (const wall of walls) await wall.expectLink('live')
  const windows = await host.windows()
  expect(windows.map(({ bounds }) => bounds)).toEqual(displays.map(({ bounds }) => bounds))
  for (const window of windows) expect(window).toMatchObject({ kiosk: true, url: 'app://wall/index.html' })
  expect(await host.powerSaveIsBlocked()).toBe(true)
})

test('a page goes nowhere, opens nothing and is granted nothing', async ({ host }) => {
  const wall = await host.wall()
  await wall.expectLink('live')
  const address = wall.page.url()
  const opened = await wall.page.evaluate(() => window.open('https://example.org/'))
  expect(opened).toBeNull()
  await wall.page.evaluate(() => window.location.assign('https://example.org/'))
  await expect.poll(() => host.log).toContain('wanted to go to https://example.org/')
  expect(host.log).toContain('wanted to open https://example.org/')
  expect(wall.page.url()).toBe(address)
  for (const name of ['geolocation', 'notifications', 'camera'])
    expect(await wall.page.evaluate(permissionState, name), name).toBe('denied')
  await wall.expectLink('live')
})

test('a page holds nothing of its host but a name', async ({ host }) => {
  const wall = await host.wall()
  await wall.expectLink('live')
  const found = await wall.page.evaluate(() => ({
    host: (window as unknown as Record<string, unknown>)['fivetenHost'],
    names: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter((it) => it in window),
  }))
  expect(found).toEqual({ host: 'electron', names: [] })
})

test('files outside the folder of the pages cannot be had', async ({ host, pageErrors }) => {
  const wall = await host.wall()
  await wall.expectLink('live')
  const statuses = await wall.page.evaluate(async () => {
    const paths = [
      '/..%2felectron/main.mjs',
      '/%2e%2e/electron/main.mjs',
      '/..%5celectron%5cmain.mjs',
      '/none.html',
    ]
    return Promise.all(paths.map(async (path) => (await fetch(path)).status))
  })
  expect(statuses).toEqual([404, 404, 404, 404])
  pageErrors.forget(/ 404 /)
})

test('a display that goes takes its window along, and gets it back', async ({ host }) => {
  test.skip(host.control === undefined, 'Displays can be plugged in the stand-in only.')
  const [left, right] = DISPLAYS
  const places = async () => (await host.windows()).map(({ bounds }) => bounds.x)
  await host.control?.setDisplays([left])
  await expect.poll(places).toEqual([0])
  await host.control?.setDisplays([])
  await expect.poll(places).toEqual([])
  await host.control?.setDisplays([left, { ...right, width: 2560, height: 1440 }])
  await expect.poll(places).toEqual([0, 1920])
  expect((await host.windows())[1]?.bounds).toMatchObject({ width: 2560, height: 1440 })
  for (const wall of await host.walls(2)) await wall.expectLink('live')
})

test('started a second time, it shows the wall that runs', async ({ host }) => {
  if (electron === undefined) return
  const { code, output } = await runElectron(electron, [`--data=${host.dataDir}`])
  expect(code, output).toBe(0)
  expect(output).toContain('already running')
})

test('a command line that makes no sense is refused in a sentence', async () => {
  if (electron === undefined) return
  const { code, output } = await runElectron(electron, ['--gateway=nonsense'])
  expect(code).toBe(1)
  expect(output).toContain('--gateway must be HOST:PORT, and is "nonsense".')
  expect(output).not.toMatch(/\n\s+at /)
})

test('a core that is killed is started again, and the wall stays lit', async ({ host }) => {
  const wall = await host.wall()
  await wall.expectLink('live')
  const before = await host.corePid()
  expect(before).toBeDefined()
  if (before !== undefined) process.kill(before, 'SIGKILL')
  await wall.expectLit()
  await expect.poll(() => host.corePid()).not.toBe(before)
  await expect.poll(() => host.corePid()).toBeDefined()
  await expect.poll(() => host.log.match(/The core is ready/g)?.length).toBe(2)
  await wall.expectLink('live')
  await wall.expectCountingDown()
})

// The last one on the shared app: for the driver a page that crashed once stays so.
test('a page that crashes comes back', async ({ host, pageErrors }) => {
  await (await host.wall()).expectLink('live')
  await host.crashLeftmostPage()
  await expect.poll(() => host.log).toContain('it is loaded again')
  const state = `document.querySelector('[data-testid=link-state]')?.dataset.state`
  await expect.poll(() => host.askLeftmost(state).catch(() => 'not there yet')).toBe('live')
  const rows = await host.askLeftmost<number>(`document.querySelectorAll('[data-testid=case-row]').length`)
  expect(rows).toBeGreaterThan(0)
  pageErrors.forget(/crash/i)
})

test('on a desk it is one ordinary window, and it quits in order', async ({ launch }) => {
  const host = await launch(['--windowed'])
  await (await host.wall()).expectLink('live')
  const windows = await host.windows()
  expect(windows).toHaveLength(1)
  expect(windows[0]).toMatchObject({ kiosk: false, bounds: { width: 1600, height: 900 } })
  expect(await host.quit(), host.log).toBe(0)
  expect(host.log).toContain('The core is stopped')
})

test('it ends when all of its processes are told to end at once', async ({ launch }) => {
  const host = await launch()
  await (await host.wall()).expectLink('live')
  expect(await host.terminateAllProcesses(), host.log).toBe(0)
})

test('a cache from a newer program is left alone, and the wall says so', async ({ launch }) => {
  const host = await launch(['--windowed'], leaveCacheFromTheFuture)
  const wall = await host.wall()
  await expect(wall.page.getByTestId('link-banner')).toHaveAttribute('data-kind', 'refused')
  await expect(wall.page.getByTestId('link-banner')).toContainText('newer program')
  expect(await host.quit(), host.log).toBe(0)
  const cache = new Database(join(host.dataDir, 'cache.db'), { readonly: true })
  expect(cache.pragma('user_version', { simple: true })).toBe(9999)
  cache.close()
})

function leaveCacheFromTheFuture(dataDir: string): void {
  const cache = new Database(join(dataDir, 'cache.db'))
  cache.pragma('user_version = 9999')
  cache.close()
}

/** Runs in the page. */
async function permissionState(name: string): Promise<string> {
  const status = await navigator.permissions.query({ name: name as PermissionName })
  return status.state
}
