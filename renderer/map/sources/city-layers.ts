import { isDifficult, type AreaType, type City, type CityArea, type CityLine } from '../city.ts'
import type { MapLayers } from '../layers.ts'
import type { Stroke, StrokeName } from '../strokes.ts'
import { hatched } from './hatch.ts'

export type CityLayers = Pick<MapLayers['strokes'], 'district' | 'area' | 'line'>

const NONE: CityLayers = { district: [], area: [], line: [] }

/** Districts, control areas, water, the three classes of roads and the patrol lines of a city. */
export function cityLayers(
  city: City | undefined,
  english: boolean,
  areaWord: (areaType: AreaType) => string,
): CityLayers {
  if (city === undefined) return NONE
  return {
    district: city.districts.flatMap(({ code, rings }) =>
      rings.map((points, index): Stroke => ({
        id: `${code}/${index}`,
        points,
        style: 'district',
        closed: true,
      })),
    ),
    area: city.areas.flatMap((area) =>
      areaStrokes(area, `${english ? area.nameEn : area.name} · ${areaWord(area.areaType)}`),
    ),
    line: city.lines.map((line) => ({ id: line.id, points: line.points, style: styleOf(line) })),
  }
}

/** 重点 has a whole outline; 难点 a dashed one, and is hatched. */
function areaStrokes({ id, areaType, ring }: CityArea, label: string): readonly Stroke[] {
  const outline = { id, points: ring, closed: true, label }
  if (!isDifficult(areaType)) return [{ ...outline, style: 'area-key' }]
  const lines = hatched(ring).map((points, index): Stroke => ({
    id: `${id}/${index}`,
    points,
    style: 'hatch',
  }))
  return [...lines, { ...outline, style: 'area-difficult' }]
}

function styleOf({ kind, roadClass }: CityLine): StrokeName {
  if (kind === 'river') return 'river'
  if (kind === 'route') return 'patrol'
  if (roadClass === 'model') return 'road-model'
  return roadClass === 'back-lane' ? 'road-back-lane' : 'road-secondary'
}
