import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { build, type Rollup } from 'vite'

const ROOT = join(import.meta.dirname, '..')
const ADDRESS = 'http://maps.test/'

/** Globe and canvas with what feeds them, as one script. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    define: {
      'process.env.NODE_ENV': JSON.stringify('production'),
      CESIUM_BASE_URL: JSON.stringify(`${ADDRESS}cesium/`),
    },
    build: {
      write: false,
      minify: false,
      target: 'chrome140',
      lib: { entry: join(import.meta.dirname, 'pages/two-maps.ts'), formats: ['iife'], name: 'maps' },
    },
  })
  const [output] = Array.isArray(built) ? built : [built as Rollup.RollupOutput]
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined
  if (chunk === undefined) throw new Error('e2e/pages/two-maps.ts was not built; see what vite says above.')
  return chunk.code
}

type Ids = Readonly<Record<string, readonly string[]>>
interface Maps {
  showBoth(shipped: unknown): { readonly composed: Ids; readonly canvas: Ids; readonly globe: Ids }
  loseContext(): Promise<{ readonly restored: number; readonly shown: Ids; readonly waitedMs: number }>
  cameraNow(): unknown
}

/** Symbols are sorted: in which order a surface keeps them is its own affair. */
const sorted = (ids: Ids) =>
  Object.fromEntries(Object.entries(ids).map(([layer, of]) => [layer, of.toSorted()]))

test('P3: both maps show the same things, and a lost context is made anew with the camera where it was', async ({
  page,
}) => {
  // The globe is bundled first, and a processor draws it here.
  test.setTimeout(240_000)
  await page.route(`${ADDRESS}**`, async (route) => {
    const [, asset] = route.request().url().split('/cesium/')
    if (asset === undefined) return route.fulfill({ contentType: 'text/html', body: '<!doctype html><body>' })
    return route.fulfill({ path: join(ROOT, 'node_modules/cesium/Build/Cesium', asset) })
  })
  await page.goto(ADDRESS)
  await page.addScriptTag({ content: await bundle() })
  const text = (path: string) => readFile(join(ROOT, 'resources', path), 'utf8')
  const shipped = {
    pack: JSON.parse(await text('events/harbin-2025-opening.json')) as unknown,
    city: await text('map/luohe.json'),
    districts: await text('map/luohe.geojson'),
  }
  const found = await page.evaluate((of) => (globalThis as unknown as Maps).showBoth(of), shipped)
  expect(sorted(found.globe)).toEqual(sorted(found.composed))
  expect(sorted(found.canvas)).toEqual(sorted(found.composed))
  const empty = Object.entries(found.composed).filter(([, ids]) => ids.length === 0)
  // Networks are drawn only where cells are too close; everything else is there to be compared.
  expect(empty.map(([layer]) => layer)).toEqual(['network'])

  const before = await page.evaluate(() => (globalThis as unknown as Maps).cameraNow())
  const after = await page.evaluate(() => (globalThis as unknown as Maps).loseContext())
  console.log(`  the globe is there again after ${Math.round(after.waitedMs)} ms`)
  expect(after.restored).toBe(1)
  expect(sorted(after.shown)).toEqual(sorted(found.globe))
  expect(await page.evaluate(() => (globalThis as unknown as Maps).cameraNow())).toEqual(before)
})
