import type { Page } from '@playwright/test'
import { expect, test, type AlarmWall } from './fixtures/alarm-test.ts'
import { overlapsIn } from './fixtures/legibility-rules.ts'
import { readPage } from './fixtures/read-page.ts'

test.setTimeout(120_000)

/** As many as the panel of alarms has rows for, beside the plain one. */
const HOSTILE: Readonly<Record<string, string>> = {
  markup:
    '<img src=x onerror=alert(1)><style>*{display:none}</style>{{constructor.constructor("alert(2)")()}}',
  turned: '长江路\u202e口路甲乙\u2066丙\u202d丁',
  long: '占道经营'.repeat(900),
  unbroken: 'W'.repeat(3_900),
  stacked: `井${'\u0335\u0322\u031b\u0330\u0317'.repeat(400)}盖`,
  lines: '一\n二\n三\n\n\n\n\n四\t五',
}

interface Box {
  readonly panel: string
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Where each panel lies, to the pixel. */
function panelsOf(page: Page): Promise<readonly Box[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-panel]')].map((panel) => {
      const { left, top, right, bottom } = panel.getBoundingClientRect()
      return { panel: panel.dataset['panel'] ?? '', left, top, right, bottom }
    }),
  )
}

/** Parts of alarm rows, in the order in which they stand; and whatever reaches out of its row. */
function rowsOf(
  page: Page,
): Promise<readonly { id: string; order: string; height: number; out: string[] }[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-testid=alarm-row]')].map((row) => {
      const box = row.getBoundingClientRect()
      const parts = ['.symbol', '.priority', '.kind', '.what', '.left'].map((name) => ({
        name,
        left: row.querySelector(name)?.getBoundingClientRect().left ?? -1,
      }))
      const reaches = [...row.querySelectorAll('*')].filter((part) => {
        const own = part.getBoundingClientRect()
        return own.right > box.right + 1 || own.left < box.left - 1 || own.bottom > box.bottom + 1
      })
      return {
        id: row.dataset['id'] ?? '',
        order: parts
          .toSorted((a, b) => a.left - b.left)
          .map(({ name }) => name)
          .join(' '),
        height: Math.round(box.height),
        out: reaches.map((part) => part.className.toString()),
      }
    }),
  )
}

async function publishHostile(wall: AlarmWall): Promise<void> {
  for (const [id, words] of Object.entries(HOSTILE)) await wall.city.breachInWords(id, words)
}

test('X3: hostile text stays in its row, moves nothing and becomes nothing', async ({ page, wall }) => {
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await wall.open(page, '坐席一')
  await wall.city.breach('plain')
  const rows = page.getByTestId('alarm-row')
  await expect(rows).toHaveCount(1)
  const panels = await panelsOf(page)
  await publishHostile(wall)
  await expect(rows).toHaveCount(1 + Object.keys(HOSTILE).length)

  expect(await panelsOf(page)).toEqual(panels)
  const seen = await rowsOf(page)
  expect(new Set(seen.map(({ order }) => order))).toEqual(new Set(['.symbol .priority .kind .what .left']))
  expect(new Set(seen.map(({ height }) => height)).size).toBe(1)
  expect(seen.flatMap(({ out }) => out)).toEqual([])
  expect(await page.locator('img, iframe, object, embed').count()).toBe(0)
  expect(dialogs).toEqual([])
})

for (const scene of ['situation', 'response', 'overview']) {
  test(`X3: no hostile text lies over another or makes the page larger (${scene})`, async ({
    page,
    wall,
  }) => {
    await wall.open(page, '坐席一', scene)
    await publishHostile(wall)
    await expect(page.getByTestId('sla-row').nth(3)).toBeVisible()
    expect(overlapsIn((await readPage(page)).texts)).toEqual([])
    const sizes = await page.evaluate(() => {
      const { clientWidth, scrollWidth, clientHeight, scrollHeight } = document.documentElement
      return { client: [clientWidth, clientHeight], scroll: [scrollWidth, scrollHeight] }
    })
    expect(sizes.scroll).toEqual(sizes.client)
  })
}
