import type { Locator, Page } from '@playwright/test'
import { ZONES } from './fixtures/alarm-city.ts'
import { expect, test } from './fixtures/alarm-test.ts'

// Programs of its own for each test, and limits of seconds.
test.setTimeout(180_000)

function rowsOf(page: Page, filter = ''): Locator {
  return page.locator(`[data-testid=alarm-row]${filter}`)
}

/** Symbols that come and go within some seconds, by the state of their alarm, and whatever is animated. */
function movingParts(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const looks = new Map([...document.querySelectorAll('svg')].map((svg) => [svg, new Set<string>()]))
    for (let look = 0; look < 15; look++) {
      for (const [svg, seen] of looks) seen.add(getComputedStyle(svg).opacity)
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    const flashing = [...looks].filter(([svg, seen]) => svg.isConnected && seen.size > 1)
    return [
      ...flashing.map(([svg]) => {
        const row = svg.closest<HTMLElement>('[data-testid=alarm-row]')
        return `${svg.getAttribute('data-testid') ?? 'svg'} ${row?.dataset['state'] ?? ''}`
      }),
      ...document.getAnimations().map(() => 'animation'),
    ]
  })
}

/**
 * Listens for the next key and keeps how the first row stands in that very task, before the wall can have
 * answered. It listens when this resolves; what it returns reads what was kept.
 */
async function listenForKey(page: Page): Promise<() => Promise<string>> {
  const heard = await page.evaluateHandle(() => {
    const look = (): string => {
      const row = document.querySelector<HTMLElement>('[data-testid=alarm-row]')
      return `${row?.dataset['state']}, asked ${row?.dataset['asked']}`
    }
    const row = new Promise<string>((resolve) => {
      addEventListener('keydown', () => queueMicrotask(() => resolve(look())), { once: true })
    })
    return { row }
  })
  return () => heard.evaluate(({ row }) => row)
}

test('a breach is a row; one seat takes it, the other sees who; only what nobody took moves', async ({
  page,
  context,
  wall,
}) => {
  const other = await context.newPage()
  await wall.open(page, '坐席一')
  await wall.open(other, '坐席二')
  await wall.city.breach('C1')
  const breach = '[data-kind=handle-breach]'
  await expect(rowsOf(page, breach)).toHaveAttribute('data-state', 'unacknowledged')
  await expect(rowsOf(other, breach)).toHaveAttribute('data-priority', 'high')
  await expect.poll(() => movingParts(page)).toEqual(['alarm-symbol unacknowledged'])

  await page.keyboard.press('g')
  await page.getByTestId('assign-sheet').locator('input[name=person]').fill('值班长')
  await page.keyboard.press('Enter')
  await expect(rowsOf(other, breach)).toContainText('值班长')

  const marked = await listenForKey(page)
  await page.keyboard.press('a')
  expect(await marked()).toBe('unacknowledged, asked true')
  await expect(rowsOf(other, breach)).toHaveAttribute('data-state', 'acknowledged')
  await expect(rowsOf(page, breach)).toHaveAttribute('data-asked', 'false')
  await expect(rowsOf(other, breach)).toContainText('坐席一')
  await expect.poll(() => movingParts(page)).toEqual([])
  await wall.city.handle('C1')
  await expect(rowsOf(page, breach)).toHaveCount(0)
})

test('put aside with a reason until an instant, seen by the other, and taken back', async ({
  page,
  context,
  wall,
}) => {
  const other = await context.newPage()
  await wall.open(page, '坐席一')
  await wall.open(other, '坐席二')
  await wall.city.breach('C1')
  await expect(rowsOf(page, '[data-kind=handle-breach]')).toHaveCount(1)
  await page.keyboard.press('s')
  const sheet = page.getByTestId('shelve-sheet')
  await sheet.getByTestId('sheet-submit').click()
  await expect(sheet).toBeVisible()
  await sheet.locator('input[name=reason]').fill('演练')
  await sheet.getByText('15 分钟').click()
  await sheet.getByTestId('sheet-submit').click()
  await expect(rowsOf(other)).toHaveCount(0)
  await expect(other.getByTestId('alarm-rest')).toContainText('搁置 1')

  await other.keyboard.press('Shift+S')
  const shelved = other.getByTestId('shelf-row')
  await expect(shelved).toContainText(/坐席一 搁置至 \d\d:\d\d：演练/)
  await shelved.getByRole('button').click()
  await expect(rowsOf(page, '[data-kind=handle-breach]')).toHaveAttribute('data-state', 'unacknowledged')
})

test('what its unit has seen to goes by itself; a breach stays until somebody takes it', async ({
  page,
  wall,
}) => {
  await wall.open(page, '坐席一')
  await wall.city.nearLimit(['near'], ZONES[0], 199)
  await wall.city.breach('over')
  await expect(rowsOf(page, '[data-kind=handle-at-risk]')).toHaveCount(1)
  await expect(rowsOf(page, '[data-kind=handle-breach]')).toHaveCount(1)
  await wall.city.handle('near')
  await wall.city.handle('over')
  await expect(rowsOf(page, '[data-kind=handle-at-risk]')).toHaveCount(0)
  await expect(rowsOf(page, '[data-kind=handle-breach]')).toHaveAttribute('data-state', 'returned')
  await page.keyboard.press('a')
  await expect(rowsOf(page)).toHaveCount(0)
})

test('a flood is counts by area, and every high one keeps its row', async ({ page, wall }) => {
  await wall.open(page, '坐席一')
  await wall.city.nearLimit(['n1', 'n2', 'n3', 'n4', 'n5'], ZONES[0], 199)
  await wall.city.nearLimit(['n6', 'n7', 'n8', 'n9'], ZONES[1], 199)
  await expect(rowsOf(page)).toHaveCount(2)
  await expect(page.getByTestId('alarm-flood')).toHaveCount(0)
  for (const id of ['h1', 'h2', 'h3']) await wall.city.breach(id)
  await expect(page.getByTestId('alarm-flood')).toBeVisible()
  await expect(rowsOf(page, '[data-priority=high]')).toHaveCount(3)
  await expect(rowsOf(page)).toHaveCount(3)
  const zones = page.getByTestId('alarm-zone')
  await expect(zones).toHaveCount(2)
  await expect(zones.first()).toHaveAttribute('data-zone', ZONES[0])
  await expect(zones.first()).toHaveAttribute('data-open', '8')
  await expect(zones.last()).toHaveAttribute('data-open', '4')
})

/** Ids of the cases of the rows that are on the glass, from above. */
function casesOf(page: Page): Promise<readonly string[]> {
  return rowsOf(page).evaluateAll((rows) =>
    rows.map((row) => (row instanceof HTMLElement ? (row.dataset['id']?.split('/')[1] ?? '') : '')),
  )
}

test('more high ones than lines: each is seen in turn, the first stands, and a new one is seen at once', async ({
  page,
  wall,
}) => {
  // Few lines, that a round is short.
  await page.setViewportSize({ width: 1280, height: 720 })
  await wall.open(page, '坐席一')
  const cases = Array.from({ length: 12 }, (_, index) => `h${index + 10}`)
  await wall.city.nearLimit(cases, ZONES[0], 2)
  const mark = page.getByTestId('alarm-page')
  await expect(mark).toContainText('高级 12 条')
  await expect(page.getByTestId('alarm-flood')).toBeVisible()

  const [first = ''] = await casesOf(page)
  const seen = new Set<string>()
  await expect
    .poll(
      async () => {
        const glass = await casesOf(page)
        expect(glass[0]).toBe(first)
        for (const id of glass) seen.add(id)
        return [...seen].sort()
      },
      { timeout: 40_000, intervals: [500] },
    )
    .toEqual(cases)

  // By hand: the page stays, and what comes is seen on the line of the newest.
  await page.keyboard.press('PageDown')
  await expect(mark).toHaveAttribute('data-held', 'true')
  const before = await mark.getAttribute('data-page')
  await page.keyboard.press('PageUp')
  await expect(mark).not.toHaveAttribute('data-page', before ?? '')
  await wall.city.breach('new')
  await expect.poll(() => casesOf(page)).toContain('new')

  // What a key takes is on the glass: the first, and after it the one that stands there then.
  await page.keyboard.press('a')
  await expect(rowsOf(page).first()).not.toHaveAttribute('data-id', new RegExp(`/${first}/`))
  await expect(rowsOf(page).first()).toHaveAttribute('data-state', 'unacknowledged')
  await expect(mark).toContainText('高级 13 条')
})

test('a lost link is one high alarm and hides what it causes; after it nothing is shouted again', async ({
  page,
  wall,
}) => {
  await wall.open(page, '坐席一')
  // While the link is down, the limits of these pass: nobody knows whether they were kept.
  await wall.city.nearLimit(['p1', 'p2', 'p3'], ZONES[0], 30)
  await expect(rowsOf(page, '[data-kind=handle-at-risk]')).toHaveAttribute('data-count', '3')
  await wall.killGateway()
  await expect(rowsOf(page, '[data-kind=link-lost]')).toHaveAttribute('data-priority', 'high', {
    timeout: 40_000,
  })
  await expect(page.getByTestId('alarm-rest')).toContainText('隐去 3', { timeout: 40_000 })
  await expect(rowsOf(page, '[data-priority=high]')).toHaveCount(1)
  await expect(rowsOf(page, '[data-kind=handle-breach]')).toHaveCount(0)

  // What is older than a minute by then is old news.
  await page.waitForTimeout(75_000)
  await wall.startGatewayAgain()
  const listed = rowsOf(page, '[data-kind=handle-breach]')
  await expect(listed).toHaveCount(3, { timeout: 30_000 })
  for (const row of await listed.all()) await expect(row).toContainText('断线期间')
  await expect(page.getByTestId('alarm-flood')).toHaveCount(0)
  await expect(rowsOf(page, '[data-kind=link-lost]')).toHaveAttribute('data-state', 'returned')
})
