import { launchBrowser } from '../lib/browser.ts'
import { pageBundle } from '../lib/page-bundle.ts'
import { medianOf, printRows, spreadOf } from '../lib/report.ts'

const PICTURES = 60
/** The first ones compile. */
const WARM_UP = 10

type Pictures = Readonly<Record<'map' | 'images' | 'rings', readonly number[]>>

/** The wall's own 2D map with nothing but units on it, against bare loops over the same places. */
export async function benchUnitLayer(units: number): Promise<void> {
  const browser = await launchBrowser()
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
  const bundle = await pageBundle('unit-layer.ts')
  const found = (await page.evaluate(`${bundle};drawUnits(${units}, ${PICTURES + WARM_UP})`)) as Pictures
  await browser.close()
  const { map, images, rings } = {
    map: found.map.slice(WARM_UP),
    images: found.images.slice(WARM_UP),
    rings: found.rings.slice(WARM_UP),
  }
  const best = (values: readonly number[]): number => Math.min(...values)
  printRows(
    `unit layer: ${units} units at new places in each of ${PICTURES} pictures, full HD, to the pixels`,
    [
      ['the 2D map of the wall, ms', spreadOf(map, 1)],
      ['bare loop of images, ms', spreadOf(images, 1)],
      ['bare loop of rings drawn as paths, ms', spreadOf(rings, 1)],
      ['share of the loop of images, medians (aim 0.8)', (medianOf(images) / medianOf(map)).toFixed(2)],
      ['share of the loop of images, best of each', (best(images) / best(map)).toFixed(2)],
      ['share of the loop of rings, medians', (medianOf(rings) / medianOf(map)).toFixed(2)],
    ],
  )
}
