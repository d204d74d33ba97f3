import { cityFrom, headOf } from './city-file.ts'
import type { City } from './city.ts'

const cityTexts = import.meta.glob<string>('../../resources/map/*.json', { query: '?raw', import: 'default' })
const districtTexts = import.meta.glob<string>('../../resources/map/*.geojson', {
  query: '?raw',
  import: 'default',
})

/** The base of a city out of the bundles that ship with the wall; `undefined` when there is none for it. */
export async function loadCity(cityCode: string): Promise<City | undefined> {
  for (const [path, load] of Object.entries(cityTexts)) {
    const text = await load()
    const head = headOf(text)
    if (head.cityCode !== cityCode) continue
    const name = head.districts ?? path.replace(/^.*\//, '').replace(/\.json$/, '.geojson')
    const districts = Object.entries(districtTexts).find(([file]) => file.endsWith(`/${name}`))
    return cityFrom(text, await districts?.[1]())
  }
  return undefined
}
