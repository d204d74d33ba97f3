import { expect, type Locator, type Page } from '@playwright/test'

export type LinkState = 'live' | 'stale' | 'offline'

/** The wall as its `data-testid`s show it; the same on both hosts. */
export class WallPage {
  readonly page: Page
  readonly scene: Locator
  readonly linkState: Locator
  readonly dataAges: Locator
  readonly cases: Locator
  readonly lanes: Locator
  readonly clocks: Locator
  readonly dutyPoints: Locator
  readonly units: Locator
  readonly indicators: Locator
  readonly map: Locator

  constructor(page: Page) {
    this.page = page
    this.scene = page.getByTestId('scene')
    this.linkState = page.getByTestId('link-state')
    this.dataAges = page.getByTestId('data-age')
    this.cases = page.getByTestId('case-row')
    this.lanes = page.locator('[data-lane]')
    this.clocks = page.getByTestId('sla-row')
    this.dutyPoints = page.getByTestId('duty-point-row')
    this.units = page.getByTestId('unit-row')
    this.indicators = page.getByTestId('kpi')
    this.map = page.getByTestId('map')
  }

  async expectLink(state: LinkState): Promise<void> {
    await expect(this.linkState).toHaveAttribute('data-state', state)
  }

  /** Cases, lanes, clocks, duty points and indicators, each with something in it. */
  async expectLit(): Promise<void> {
    await expect(this.scene).toHaveAttribute('data-name', 'overview')
    for (const rows of [this.cases, this.clocks, this.dutyPoints, this.units])
      await expect(rows.first()).toBeVisible()
    await expect(this.lanes).toHaveCount(7)
    await expect(this.indicators).toHaveCount(6)
    await expect(this.indicator('filed')).toHaveAttribute('data-value', /^[1-9]\d*$/)
  }

  indicator(name: string): Locator {
    return this.page.locator(`[data-testid=kpi][data-name="${name}"]`)
  }

  /** Milliseconds left by case and clock, of the clocks that run. */
  async remaining(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.clocks.evaluateAll((elements) =>
      elements.map((element) => ({ ...(element as HTMLElement).dataset })),
    )
    const running = rows.filter((row) => row['state'] !== 'paused')
    return new Map(running.map((row) => [`${row['id']} ${row['clock']}`, Number(row['remainingMs'])]))
  }

  /** Clocks go on: one that was there before has less left now. */
  async expectCountingDown(): Promise<void> {
    const before = await this.remaining()
    await expect
      .poll(async () => {
        const now = await this.remaining()
        return [...now].some(([key, leftMs]) => leftMs < (before.get(key) ?? -Infinity))
      })
      .toBe(true)
  }

  /** Different colours on the canvas of the map; one alone would be an empty sheet. */
  mapColors(): Promise<number> {
    return this.map.locator('canvas').first().evaluate(countColors)
  }

  /** Cases in each of the seven lanes, from reported to evaluated. */
  laneCounts(): Promise<readonly (string | null)[]> {
    return this.lanes.evaluateAll((lanes) => lanes.map((lane) => lane.getAttribute('data-count')))
  }

  async switchLanguage(): Promise<void> {
    await this.page.keyboard.press('l')
  }

  /** Headings that carry the hatching of stale data. */
  get hatched(): Locator {
    return this.page.locator('header.hatched')
  }

  async dataAgeTexts(): Promise<readonly string[]> {
    return this.dataAges.allInnerTexts()
  }
}

/** Runs in the page. */
function countColors(element: Element): number {
  const canvas = element as HTMLCanvasElement
  const context = canvas.getContext('2d')
  if (context === null || canvas.width === 0) return 0
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
  const colors = new Set<number>()
  const pixels = new Uint32Array(data.buffer)
  for (const pixel of pixels) colors.add(pixel)
  return colors.size
}
