import { expect, test } from './fixtures/legibility-test.ts'

/** As `domain/privacy` masks for everybody: stars, with what is left of a plate or a number. */
const PARTLY_MASKED = /\*{2,}/
/** Who answers for a street, as the platform of this scenario names them. */
const NAMED_PERSON = /老街(包队领导|片区队长|网格员)/

test.setTimeout(240_000)

test('one key hides people and plates on every display at once, and shows them again', async ({
  page,
  context,
  wall,
}) => {
  await page.goto(wall.at({ display: 'hd', scene: 'duty' }))
  const other = await context.newPage()
  await other.goto(wall.at({ display: 'uhd' }))
  await expect(other.getByTestId('link-state')).toHaveAttribute('data-state', 'live')
  await expect(page.getByTestId('link-state')).toHaveAttribute('data-state', 'live')
  await wall.settled(page)

  await page.keyboard.press('v')
  for (const display of [page, other]) {
    await expect(display.getByTestId('visitors')).toContainText('参观模式')
    for (const [index, scene] of [
      'overview',
      'situation',
      'response',
      'duty',
      'event',
      'indicators',
    ].entries()) {
      await display.keyboard.press(String(index + 1))
      await expect(display.getByTestId('scene')).toHaveAttribute('data-name', scene)
      await wall.settled(display)
      const text = await display.locator('body').innerText()
      expect(text, scene).not.toMatch(PARTLY_MASKED)
      expect(text, scene).not.toMatch(NAMED_PERSON)
    }
  }
  await other.keyboard.press('v')
  await expect(page.getByTestId('visitors')).toHaveCount(0)
  await other.keyboard.press('1')
})
