import type { Page } from '@playwright/test'
import { expect, test } from './fixtures/alarm-test.ts'

test.setTimeout(120_000)

const HOSTILE: Readonly<Record<string, string>> = {
  markup: '<img src=x onerror=alert(1)><style>*{display:none}</style><script>alert(2)</script>',
  template: '{{constructor.constructor("alert(3)")()}} ${alert(4)} %s %n',
  turned: '长江路\u202e口路甲乙\u2066丙\u202d丁',
  long: '占道经营'.repeat(900),
  unbroken: 'W'.repeat(3_900),
  stacked: `井${'\u0335\u0322\u031b\u0330\u0317'.repeat(400)}盖`,
  lines: '一\n二\n三\n\n\n\n\n四\t五',
}

interface Box {
  readonly what: string
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Where each panel lies, to the pixel. */
function panelsOf(page: Page): Promise<readonly Box[]> {
  return boxesOf(page, '[data-panel]')
}

function boxesOf(page: Page, selector: string): Promise<readonly Box[]> {
  return page.evaluate(
    (css) =>
      [...document.querySelectorAll<HTMLElement>(css)].map((element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect()
        const what = element.dataset['panel'] ?? element.dataset['id'] ?? ''
        return { what, left, top, right, bottom }
      }),
    selector,
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

for (const scene of ['situation', 'response']) {
  test(`X3: hostile text stays in its row and moves nothing (${scene})`, async ({ page, wall }) => {
    const dialogs: string[] = []
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    await wall.open(page, '坐席一', scene)
    await wall.city.breach('plain')
    const rows = page.getByTestId('alarm-row')
    await expect(rows).toHaveCount(1)
    const images = await page.locator('img, iframe, object, embed').count()
    const panels = await panelsOf(page)
    for (const [id, words] of Object.entries(HOSTILE)) await wall.city.breachInWords(id, words)
    await expect(rows).toHaveCount(1 + Object.keys(HOSTILE).length)
    await expect(page.getByTestId('sla-row').first()).toBeVisible()

    expect(await panelsOf(page)).toEqual(panels)
    const seen = await rowsOf(page)
    expect(new Set(seen.map(({ order }) => order))).toEqual(new Set(['.symbol .priority .kind .what .left']))
    expect(new Set(seen.map(({ height }) => height)).size).toBe(1)
    expect(seen.flatMap(({ out }) => out)).toEqual([])
    expect(await page.locator('img, iframe, object, embed').count()).toBe(images)
    const { clientWidth, scrollWidth, clientHeight, scrollHeight } = await page.evaluate(
      () => document.documentElement,
    )
    expect([scrollWidth, scrollHeight]).toEqual([clientWidth, clientHeight])
    expect(dialogs).toEqual([])
  })
}
