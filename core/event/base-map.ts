import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { isInsideRing } from '../../domain/event/geometry.ts'
import type { Position } from '../../domain/model/position.ts'

const ring = z.array(z.tuple([z.number(), z.number()]).rest(z.number()))
const districtsSchema = z.object({
  features: z.array(
    z.object({
      geometry: z.union([
        z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
        z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
      ]),
    }),
  ),
})

/** The ground that this wall can draw without a network: the outer rings of the districts that lie in its folder. */
export class BaseMap {
  readonly #rings: readonly (readonly Position[])[]

  private constructor(rings: readonly (readonly Position[])[]) {
    this.#rings = rings
  }

  /** A folder or a file that cannot be read has no ground; the preflight then names every place. */
  static async read(dir: string): Promise<BaseMap> {
    const names = await readdir(dir).catch(() => [])
    const files = names.filter((name) => name.endsWith('.geojson')).sort()
    return new BaseMap((await Promise.all(files.map((name) => ringsOf(join(dir, name))))).flat())
  }

  has(position: Position): boolean {
    return this.#rings.some((one) => isInsideRing(one, position))
  }
}

async function ringsOf(path: string): Promise<readonly (readonly Position[])[]> {
  try {
    const { features } = districtsSchema.parse(JSON.parse(await readFile(path, 'utf8')))
    return features
      .flatMap(({ geometry }) =>
        geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates,
      )
      .flatMap(([outer]) => (outer === undefined ? [] : [outer.map(([lon, lat]) => ({ lat, lon }))]))
  } catch {
    return []
  }
}
