import { DIFFICULT_AREAS, KEY_AREAS } from './city.ts'
import type { City, CityArea, CityLine, District, Place, Ring } from './city.ts'

/** The bundles as they lie in resources/map. They are ours; what is odd in them is left out, not fatal. */
interface CityFile {
  readonly cityCode: string
  readonly attribution?: string
  readonly districts?: string
  readonly places?: readonly {
    readonly id: string
    readonly name: string
    readonly nameEn?: string
    readonly kind: string
    readonly lat: number
    readonly lon: number
  }[]
  readonly lines?: readonly {
    readonly id: string
    readonly name: string
    readonly kind: string
    readonly roadClass?: string
    readonly points: Ring
  }[]
  readonly areas?: readonly CityArea[]
}

const AREA_TYPES = new Set<string>([...KEY_AREAS, ...DIFFICULT_AREAS])

interface DistrictFile {
  readonly features: readonly {
    readonly properties: {
      readonly code: string | number
      readonly name: string
      readonly nameEn?: string
      readonly seat?: readonly [number, number]
    }
    readonly geometry: {
      readonly type: string
      readonly coordinates: readonly Ring[] | readonly (readonly Ring[])[]
    }
  }[]
}

/** Which city a bundle is, and under which name its districts lie. */
export function headOf(text: string): { readonly cityCode: string; readonly districts: string | undefined } {
  const file = JSON.parse(text) as CityFile
  return { cityCode: file.cityCode, districts: file.districts }
}

export function cityFrom(cityText: string, districtText: string | undefined): City {
  const file = JSON.parse(cityText) as CityFile
  return {
    cityCode: file.cityCode,
    attribution: file.attribution ?? '',
    districts: districtText === undefined ? [] : districtsFrom(districtText),
    places: (file.places ?? []).map(placeFrom),
    lines: (file.lines ?? []).filter((line): line is CityLine => line.points.length > 1),
    areas: (file.areas ?? []).filter(({ areaType, ring }) => AREA_TYPES.has(areaType) && ring.length > 2),
  }
}

function placeFrom({ lat, lon, ...rest }: NonNullable<CityFile['places']>[number]): Place {
  return { ...rest, position: { lat, lon } }
}

function districtsFrom(text: string): readonly District[] {
  const file = JSON.parse(text) as DistrictFile
  return file.features.map(({ properties, geometry }) => ({
    code: String(properties.code),
    name: properties.name,
    ...(properties.nameEn === undefined ? {} : { nameEn: properties.nameEn }),
    ...(properties.seat === undefined ? {} : { seat: { lon: properties.seat[0], lat: properties.seat[1] } }),
    rings:
      geometry.type === 'MultiPolygon'
        ? (geometry.coordinates as readonly (readonly Ring[])[]).flat()
        : (geometry.coordinates as readonly Ring[]),
  }))
}
