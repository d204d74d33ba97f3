import { expect, test, type Page } from '@playwright/test'
import { DisplayWall, MONITORS } from './fixtures/display-wall.ts'
import { hasXServer } from './fixtures/x-server.ts'

test.skip(!hasXServer, 'Xvfb, xrandr and xwininfo are not here (Debian: xvfb, x11-xserver-utils, x11-utils).')
test.setTimeout(120_000)

let wall: DisplayWall
test.beforeAll(async () => {
  wall = await DisplayWall.start()
})
test.afterAll(() => wall.end())

const { WALL, SIDE, TALL } = MONITORS

function guests(page: Page) {
  return page.getByTestId('guest-panel')
}

function scene(page: Page) {
  return page.getByTestId('scene')
}

test('each display has a window of its own, as large as its monitor, laid out at native pixels', async () => {
  await expect.poll(() => wall.xServer.windows()).toEqual([WALL, SIDE, TALL])
  for (const [id, name, { width, height }] of [
    ['wall', 'indicators', WALL],
    ['side', 'situation', SIDE],
    ['tall', 'duty', TALL],
  ] as const) {
    const page = await wall.page(id)
    await expect(scene(page)).toHaveAttribute('data-name', name)
    const glass = await page.evaluate(() => [innerWidth, innerHeight, devicePixelRatio])
    expect(glass).toEqual([width, height, 1])
  }
  await expect.poll(() => wall.states()).toEqual(['wall shown', 'side shown', 'tall shown'])
})

test('unplugged, its critical panels are on another display; plugged in again, they are back', async () => {
  const page = await wall.page('wall')
  await expect(guests(page)).toHaveCount(0)
  const unpluggedMs = Date.now()
  await wall.xServer.unplug('SIDE')
  await expect(guests(page).and(page.locator('[data-name=map]'))).toBeVisible()
  await expect(guests(page).and(page.locator('[data-name=alarms]'))).toBeVisible()
  test
    .info()
    .annotations.push({ type: 'critical panels moved', description: `${Date.now() - unpluggedMs} ms` })
  expect(await wall.xServer.windows()).toEqual([WALL, TALL])
  expect(await wall.states()).toContain('side lost')

  await wall.xServer.plug('SIDE', { ...SIDE, y: 100 })
  await expect(guests(page)).toHaveCount(0)
  await expect.poll(() => wall.xServer.windows()).toEqual([WALL, { ...SIDE, y: 100 }, TALL])
  await expect(scene(await wall.page('side'))).toHaveAttribute('data-name', 'situation')
})

test('a window that is killed is opened again in its place', async () => {
  const before = wall.processId('tall')
  wall.kill('tall')
  // On a quiet machine it is back before anybody calls the display lost.
  await expect.poll(() => wall.processId('tall')).not.toBe(before)
  await expect.poll(() => wall.states()).toContain('tall shown')
  await expect.poll(async () => (await wall.xServer.windows()).at(-1)).toEqual(TALL)
})
