import type { Position } from '../../domain/model/position.ts'
import type { City } from './city.ts'
import type { Drawn } from './clusters.ts'
import type { MarkLayer, StrokeLayer } from './layers.ts'
import { LOOKS } from './looks.ts'
import { contains } from './bounds.ts'
import { PALETTE } from './palette.ts'
import type { Projection } from './projection.ts'
import type { Stroke } from './strokes.ts'

/** A text that a map would like to show, if there is room. */
export interface LabelWish {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly color: string
  readonly sizeRem: number
  /** How far from its point it may stand, the best first. */
  readonly offsetsRem: readonly number[]
  /** How many symbols it may lie on. */
  readonly maxCovered: number
}

/** What is written for who does not know the city. */
export interface LabelBase {
  readonly city: City | undefined
  readonly english: boolean
}

interface Picture {
  readonly projection: Projection
  readonly marks: Readonly<Record<MarkLayer, readonly Drawn[]>>
  readonly strokes: Readonly<Record<StrokeLayer, readonly Stroke[]>>
}

type Kind = Omit<LabelWish, 'text' | 'x' | 'y'>
const { text1, text2, text3 } = PALETTE
const COUNT: Kind = { color: text1, sizeRem: 0.9, offsetsRem: [0.5, 0.7], maxCovered: Infinity }
const CASE: Kind = { color: text1, sizeRem: 0.9, offsetsRem: [0.65], maxCovered: Infinity }
const POST: Kind = { color: text2, sizeRem: 0.9, offsetsRem: [0.5], maxCovered: Infinity }
const ZONE: Kind = { color: text1, sizeRem: 0.95, offsetsRem: [0.2, 1.6, 3], maxCovered: 2 }
const VENUE: Kind = { color: text1, sizeRem: 0.9, offsetsRem: [0.55], maxCovered: 2 }
const DEVICES: Kind = { color: text3, sizeRem: 0.9, offsetsRem: [0.25], maxCovered: 1 }
const DISTRICT: Kind = { color: text2, sizeRem: 1, offsetsRem: [0.1, 1.6, 3.2], maxCovered: 3 }
const PLACE: Kind = { color: text3, sizeRem: 0.9, offsetsRem: [0.3], maxCovered: 1 }

const MOST_CASES = 6
const MOST_CELLS = 60
/** From this rank on a post is not as it should be, and has a name on the map. */
const WANTING_RANK = 3

interface Named {
  readonly name: string
  readonly nameEn?: string
}

/** From the text that must be read to the one that may be missed: who is first has the place. */
export function labelWishes(picture: Picture, { city, english }: LabelBase): readonly LabelWish[] {
  const { marks, strokes } = picture
  const wanting = ({ mark }: Drawn): boolean => LOOKS[mark.look].rank >= WANTING_RANK
  // A venue of the event is most often a place of the city as well.
  const venues = new Set(marks.venue.map(({ mark }) => mark.label))
  return [
    ...counts(marks.case, COUNT),
    ...worstCases(marks.case),
    ...names(marks.post.filter(wanting), POST),
    ...names(marks.dutyPoint.filter(wanting), POST),
    ...middles(strokes.zone, picture.projection, ZONE),
    ...names(marks.venue, VENUE),
    ...counts(marks.device, DEVICES),
    ...places(picture.projection, city, english).filter(({ text }) => !venues.has(text)),
    ...middles(strokes.area, picture.projection, PLACE),
    ...names(marks.network, PLACE),
    ...(marks.cell.length <= MOST_CELLS ? names(marks.cell, PLACE) : []),
  ]
}

function counts(drawn: readonly Drawn[], kind: Kind): readonly LabelWish[] {
  return drawn.flatMap(({ x, y, members }) =>
    members === undefined ? [] : [{ ...kind, text: String(members.length), x, y }],
  )
}

/** The worst few by address: more would cover the map that they explain. */
function worstCases(cases: readonly Drawn[]): readonly LabelWish[] {
  const urgent = cases.filter(({ mark, members }) => mark.look !== 'case-normal' && members === undefined)
  return names(urgent.slice(-MOST_CASES).reverse(), CASE)
}

function names(drawn: readonly Drawn[], kind: Kind): readonly LabelWish[] {
  return drawn.flatMap(({ mark, x, y }) =>
    mark.label === undefined ? [] : [{ ...kind, text: mark.label, x, y }],
  )
}

function middles(lines: readonly Stroke[], projection: Projection, kind: Kind): readonly LabelWish[] {
  return lines.flatMap(({ label, points }): readonly LabelWish[] => {
    if (label === undefined) return []
    const lon = points.reduce((sum, point) => sum + point[0], 0) / points.length
    const lat = points.reduce((sum, point) => sum + point[1], 0) / points.length
    return wish(label, { lat, lon }, projection, kind)
  })
}

function places(projection: Projection, city: City | undefined, english: boolean): readonly LabelWish[] {
  if (city === undefined) return []
  const nameOf = ({ name, nameEn }: Named): string => (english ? (nameEn ?? name) : name)
  const seats = city.districts.flatMap((district) =>
    district.seat === undefined ? [] : wish(nameOf(district), district.seat, projection, DISTRICT),
  )
  const known = city.places.flatMap((place) => wish(nameOf(place), place.position, projection, PLACE))
  return [...seats, ...known]
}

function wish(text: string, at: Position, projection: Projection, kind: Kind): readonly LabelWish[] {
  if (!contains(projection.shown, at)) return []
  return [{ ...kind, text, x: projection.x(at.lon), y: projection.y(at.lat) }]
}
