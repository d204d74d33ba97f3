import { join } from 'node:path'
import Database from 'better-sqlite3'
import { runElectron } from './fixtures/electron-command.ts'
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

test('a command line that makes no sense is refused in a sentence', async () => {
  if (electron === undefined) return
  const { code, output } = await runElectron(electron, ['--gateway=nonsense'])
  expect(code).toBe(1)
  expect(output).toContain('--gateway must be HOST:PORT, and is "nonsense".')
  expect(output).not.toMatch(/\n\s+at /)
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
