import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SCENE_NAMES } from '../domain/view/display-item.ts'
import { expect, test } from './fixtures/legibility-test.ts'
import { faultsIn, warningsIn, type Glass } from './fixtures/legibility-rules.ts'
import { readPage } from './fixtures/read-page.ts'
import { repoDir } from './fixtures/repo.ts'

interface LayoutFile {
  readonly displays: readonly (Glass & { readonly id: string; readonly heightPx: number })[]
}
const LAYOUT = JSON.parse(
  readFileSync(join(repoDir, 'e2e/fixtures/legibility-layout.json'), 'utf8'),
) as LayoutFile
const SCENES = SCENE_NAMES.filter((name) => name !== 'safe')

test.setTimeout(240_000)

for (const display of LAYOUT.displays) {
  for (const language of ['zh-CN', 'en'] as const) {
    test(`every text on ${display.id} (${display.widthPx}x${display.heightPx}) can be read, ${language}`, async ({
      page,
      wall,
    }) => {
      await page.setViewportSize({ width: display.widthPx, height: display.heightPx })
      await page.addInitScript((name) => localStorage.setItem('fiveten-language', name), language)
      await page.goto(wall.at({ display: display.id, scene: 'overview' }))
      await expect(page.getByTestId('link-state')).toHaveAttribute('data-state', 'live')
      const faults: string[] = []
      const warnings = new Map<string, number>()
      const shapes = new Map<string, string>()
      for (const [index, scene] of SCENES.entries()) {
        await page.keyboard.press(String(index + 1))
        await expect(page.getByTestId('scene')).toHaveAttribute('data-name', scene)
        await wall.settled(page)
        const reading = await readPage(page)
        expect(reading.texts.length, `${scene} holds text`).toBeGreaterThan(10)
        faults.push(...faultsIn(reading, display).map((fault) => `${scene}: ${fault}`))
        for (const warning of warningsIn(reading, display))
          warnings.set(`${scene}: ${warning}`, (warnings.get(`${scene}: ${warning}`) ?? 0) + 1)
        for (const [name, shape] of Object.entries(reading.symbols)) shapes.set(name, shape)
      }
      for (const [warning, count] of warnings) console.log(`  ${display.id} ${language} ${count}x ${warning}`)
      expect(new Set(shapes.values()).size, 'each state has a shape of its own').toBe(shapes.size)
      expect(faults).toEqual([])
    })
  }
}
