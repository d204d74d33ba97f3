import type { Page } from '@playwright/test'
import { expect, test, type WallOfDisplays } from './fixtures/legibility-test.ts'

test.setTimeout(120_000)

async function open(
  page: Page,
  wall: WallOfDisplays,
  place: Parameters<WallOfDisplays['at']>[0],
): Promise<void> {
  await page.goto(wall.at(place))
  await expect(page.getByTestId('link-state')).toHaveAttribute('data-state', 'live')
}

function sceneOf(page: Page) {
  return page.getByTestId('scene')
}

test('a seat changes the scene of a display, and the display says why', async ({ page, context, wall }) => {
  await open(page, wall, { display: 'hd' })
  const seat = await context.newPage()
  await open(seat, wall, { seat: '坐席一' })
  await expect(sceneOf(seat)).toHaveAttribute('data-name', 'desk')
  const card = seat.locator('[data-testid=display-card][data-id=hd]')
  await expect(card).toHaveAttribute('data-state', 'shown')
  await card.getByRole('button', { name: '系统健康' }).click()
  await expect(sceneOf(page)).toHaveAttribute('data-name', 'health')
  await expect(page.getByTestId('scene-title')).toHaveAttribute('data-reason', 'seat')
  await expect(card.locator('[data-panel-name=health-link]')).toBeVisible()
  await card.getByRole('button', { name: '总览' }).click()
  await expect(sceneOf(page)).toHaveAttribute('data-name', 'overview')
})

test('two seats do not fight: who holds a display is shown, the other is refused', async ({
  page,
  context,
  wall,
}) => {
  await open(page, wall, { seat: '坐席一' })
  const other = await context.newPage()
  await open(other, wall, { seat: '坐席二' })
  const cardOf = (seat: Page) => seat.locator('[data-testid=display-card][data-id=uhd]')
  await cardOf(page).getByTestId('display-control').click()
  await expect(cardOf(page)).toHaveAttribute('data-control', 'mine')
  await expect(cardOf(other)).toHaveAttribute('data-control', 'theirs')
  await expect(cardOf(other)).toContainText('坐席一')
  await expect(cardOf(other).getByRole('button', { name: '勤务排班' })).toBeDisabled()
  // By the command bar it can be asked for all the same: the wall refuses with a sentence.
  await cardOf(other).click({ position: { x: 5, y: 5 } })
  await other.keyboard.press('/')
  await other.getByTestId('command-bar').getByTestId('command-input').fill('qwpb')
  await other.keyboard.press('Enter')
  await expect(other.getByTestId('say')).toContainText('坐席一')
  await cardOf(page).getByTestId('display-control').click()
  await expect(cardOf(other)).toHaveAttribute('data-control', 'free')
})

test('the command bar finds by pinyin initials and opens the act sheet of a case', async ({ page, wall }) => {
  await open(page, wall, { display: 'hd' })
  const row = page.getByTestId('sla-row').first()
  await expect(row).toBeVisible()
  await page.keyboard.press('Control+k')
  const bar = page.getByTestId('command-bar')
  await bar.getByTestId('command-input').fill('jdc')
  const found = bar.getByTestId('command-row').first()
  await expect(found).toContainText('机动车')
  await page.keyboard.press('Enter')
  await expect(bar).toHaveCount(0)
  await expect(page.getByTestId('act-sheet')).toBeVisible()
  await page.keyboard.press('Escape')
})

test('keys choose the scene of the own display, and the health scene knows every page', async ({
  page,
  wall,
}) => {
  await open(page, wall, { display: 'odd' })
  await page.keyboard.press('7')
  await expect(sceneOf(page)).toHaveAttribute('data-name', 'health')
  const row = page.locator('[data-testid=display-row][data-id=odd]')
  await expect(row).toHaveAttribute('data-state', 'shown')
  await expect(row).toHaveAttribute('data-fps', /^\d/)
  await expect(row).toHaveAttribute('data-minutes', /^2\d/)
  await page.keyboard.press('1')
  await expect(sceneOf(page)).toHaveAttribute('data-name', 'overview')
})

test('a map that looks elsewhere is explained under it, and afterwards in the log', async ({
  page,
  wall,
}) => {
  await open(page, wall, { display: 'hd' })
  const why = page.getByTestId('map-view')
  await expect(why).toHaveAttribute('data-auto', 'true')
  const box = await page.getByTestId('map').boundingBox()
  if (box === null) throw new Error('The map has no place on the page.')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 3, box.y + box.height / 3, { steps: 5 })
  await page.mouse.up()
  await expect(why).toHaveAttribute('data-reason', 'drag')
  await expect(why).toHaveAttribute('data-auto', 'false')
  await page.keyboard.press('0')
  await expect(why).toHaveAttribute('data-reason', 'refit')
  const lines = /"displayId":"hd".*"reason":"(drag|refit)".*the map looks elsewhere/g
  await expect
    .poll(() => [...wall.log().matchAll(lines)].map(([, reason]) => reason))
    .toEqual(['drag', 'refit'])
})
