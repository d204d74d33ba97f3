import { request as httpRequest } from 'node:http'
import { expect, test } from './fixtures/kiosk-test.ts'
import { portOf, type Gateway } from './fixtures/gateway.ts'
import type { Kiosk } from './fixtures/kiosk.ts'
import { WallPage } from './pages/wall-page.ts'

test('shows live cases, lanes, clocks, duty points, indicators and a map', async ({ wall }) => {
  await wall.expectLit()
  await expect(wall.hatched).toHaveCount(0)
  await expect.poll(() => wall.mapColors()).toBeGreaterThan(4)
})

test('clocks count down', async ({ wall }) => {
  await wall.expectCountingDown()
})

test('cases arrive and move', async ({ page, own }) => {
  const gateway = await own.startGateway({ speed: 120 })
  const kiosk = await own.startKiosk(gateway.address)
  await page.goto(kiosk.address)
  const wall = new WallPage(page)
  await wall.expectLink('live')
  const filed = Number(await wall.indicator('filed').getAttribute('data-value'))
  const newest = await wall.cases.first().getAttribute('data-id')
  const lanes = await wall.laneCounts()
  await expect(wall.cases.first()).not.toHaveAttribute('data-id', newest ?? '')
  await expect
    .poll(async () => Number(await wall.indicator('filed').getAttribute('data-value')))
    .toBeGreaterThan(filed)
  await expect.poll(async () => (await wall.laneCounts()).join()).not.toBe(lanes.join())
})

test('speaks Chinese first and English at a switch, and remembers it', async ({ wall, page }) => {
  await expect(wall.scene).toContainText('案件流')
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await wall.switchLanguage()
  await expect(wall.scene).not.toContainText('案件流')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await page.reload()
  await wall.expectLink('live')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})

test('a gateway that is killed and comes back: an honest wall meanwhile, and nothing lost', async ({
  page,
  own,
}) => {
  const gateway = await own.startGateway()
  const kiosk = await own.startKiosk(gateway.address)
  await page.goto(kiosk.address)
  const wall = new WallPage(page)
  await wall.expectLink('live')
  await wall.expectLit()

  await gateway.kill()
  await wall.expectLink('offline')
  await wall.expectLit()
  await expect(wall.hatched.first()).toBeVisible()
  await expect(page.getByTestId('link-banner')).toHaveAttribute('data-kind', 'offline')
  await wall.expectCountingDown()
  const ages = await wall.dataAgeTexts()
  await expect.poll(async () => (await wall.dataAgeTexts()).join()).not.toBe(ages.join())
  const { revision: revisionBefore } = await kiosk.health()

  const again = await own.startGateway({ port: portOf(gateway.address) })
  expect(again.epoch).toBe(gateway.epoch)
  await wall.expectLink('live')
  await expect(wall.hatched).toHaveCount(0)
  await expectEqual(kiosk, again)
  expect((await kiosk.health()).revision).toBeGreaterThanOrEqual(revisionBefore)
})

test('started again without a gateway, the wall shows its cache and the age of it', async ({ page, own }) => {
  const gateway = await own.startGateway()
  const first = await own.startKiosk(gateway.address)
  await expect.poll(async () => (await first.health()).link.state).toBe('live')
  const counts = (await first.health()).counts
  await first.stop()
  await gateway.stop()

  const second = await own.startKiosk(gateway.address)
  await page.goto(second.address)
  const wall = new WallPage(page)
  await wall.expectLit()
  await wall.expectLink('offline')
  await expect(wall.hatched.first()).toBeVisible()
  for (const text of await wall.dataAgeTexts()) expect(text).toMatch(/\d/)
  const { counts: cached, link } = await second.health()
  expect(cached['case']).toBeGreaterThanOrEqual(counts['case'] ?? Number.NaN)
  expect(link.bookmarkAgeMs).toBeGreaterThan(0)
})

test('without a gateway and without a cache the wall says that there is nothing yet', async ({
  page,
  own,
  gateway,
}) => {
  const nobody = `127.0.0.1:${portOf(gateway.address) - 1}`
  const kiosk = await own.startKiosk(nobody)
  await page.goto(kiosk.address)
  const wall = new WallPage(page)
  await wall.expectLink('offline')
  await expect(page.getByTestId('link-banner')).toHaveAttribute('data-kind', 'empty')
  await expect(page.getByTestId('link-banner')).toContainText(nobody)
  await expect(wall.cases).toHaveCount(0)
  expect(await wall.indicator('filed').getAttribute('data-value')).toBeNull()
})

test.describe('a session is for pages of this wall only', () => {
  const protocols = (token: string) => `fiveten.v1, token.${token}`

  test('its own page with its token is let in', async ({ kiosk }) => {
    expect(await upgradeStatus(kiosk, { origin: kiosk.origin, protocols: protocols(kiosk.token) })).toBe(101)
  })
  for (const { what, change } of [
    { what: 'a foreign origin', change: { origin: 'http://example.org' } },
    { what: 'no origin', change: { origin: undefined } },
    { what: 'a foreign host', change: { host: 'wall.example.org' } },
    { what: 'a wrong token', change: { protocols: protocols('wrong') } },
    { what: 'no token', change: { protocols: 'fiveten.v1' } },
  ])
    test(`${what} is refused`, async ({ kiosk }) => {
      const own = { origin: kiosk.origin, protocols: protocols(kiosk.token) }
      expect(await upgradeStatus(kiosk, { ...own, ...change })).toBeGreaterThanOrEqual(400)
    })
  test('a page of a foreign host is refused', async ({ kiosk }) => {
    expect(await status(kiosk, '/', { host: 'wall.example.org' })).toBe(403)
    expect(await status(kiosk, '/', {})).toBe(200)
  })
})

/** Wall and gateway hold the same, which one digest at one revision shows. */
async function expectEqual(kiosk: Kiosk, gateway: Gateway): Promise<void> {
  await expect
    .poll(async () => {
      const listed = await gateway.position()
      const { revision, digest } = await kiosk.health()
      return revision > 0 && revision === listed.revision && digest === listed.digest
    })
    .toBe(true)
}

interface Knock {
  readonly origin: string | undefined
  readonly host?: string
  readonly protocols: string
}

function upgradeStatus(kiosk: Kiosk, { origin, host, protocols }: Knock): Promise<number> {
  return status(kiosk, '/session', {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'MDEyMzQ1Njc4OWFiY2RlZg==',
    'sec-websocket-protocol': protocols,
    ...(origin === undefined ? {} : { origin }),
    ...(host === undefined ? {} : { host }),
  })
}

/** As a program asks that is not bound to what a browser allows in headers. */
function status(kiosk: Kiosk, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asking = httpRequest(`${kiosk.origin}${path}`, { headers })
    asking.on('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    asking.on('upgrade', (response, socket) => {
      socket.destroy()
      resolve(response.statusCode ?? 0)
    })
    asking.on('error', reject)
    asking.end()
  })
}
