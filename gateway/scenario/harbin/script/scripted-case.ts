import { FactType, RoadClass, Source } from '../../../../proto/gen/wall/v1/case.ts'
import { invariant } from '../../../../domain/assert.ts'
import { openCase, type CaseFile } from '../../cases/case-file.ts'
import type { CaseKind, City } from '../../engine/city.ts'
import { moved, type Point } from '../../engine/geo.ts'
import { SECOND_MS } from '../../engine/time.ts'
import { DISTRICTS } from '../districts.ts'
import { PLACES, type HarbinPlace } from '../places.ts'
import { siteAt } from '../sites.ts'

type Waits<T> = Generator<number, T, void>

export function placeOf(id: string): HarbinPlace {
  const place = PLACES.find((candidate) => candidate.id === id)
  invariant(place !== undefined, `place ${id} exists`)
  return place
}

/** A case at a place, as far from it as `reachM`. */
export function openAt(city: City, placeId: string, kind: CaseKind, reachM: number, note = ''): CaseFile {
  const place = placeOf(placeId)
  const position = near(city, place, reachM)
  return openCase(city, {
    kind,
    site: siteNear(place, position),
    source: Source.SOURCE_VIDEO,
    actor: '视频巡查席',
    note,
  })
}

export function near({ random }: City, place: Point, reachM: number): Point {
  return moved(place, random.between(-reachM, reachM), random.between(-reachM, reachM))
}

export function siteNear(place: HarbinPlace, position: Point) {
  const district = DISTRICTS.find(({ code }) => code === place.districtCode)
  invariant(district !== undefined, `district ${place.districtCode} exists`)
  return siteAt(district, position, `${district.name}${place.name}`, RoadClass.ROAD_CLASS_MODEL)
}

/** Filed without delay: the duty leader sits next to the seat tonight. */
export function* fileAtOnce(city: City, file: CaseFile): Waits<void> {
  yield city.random.integer(8, 20) * SECOND_MS
  file.add(FactType.FACT_TYPE_REGISTERED, { actor: '值班长' })
}
