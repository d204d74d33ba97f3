import { clustered, type Drawn } from './clusters.ts'
import {
  MARK_LAYERS,
  STROKE_LAYERS,
  type MapLayers,
  type Mark,
  type MarkLayer,
  type StrokeLayer,
} from './layers.ts'
import { labelWishes, type LabelBase, type LabelWish } from './label-wishes.ts'
import { contains } from './bounds.ts'
import type { Projection } from './projection.ts'
import type { Stroke } from './strokes.ts'

/** What of the layers is drawn for one look at the ground; every kind of map draws exactly this. */
export interface Composition {
  readonly projection: Projection
  /** What it was made of. */
  readonly layers: MapLayers
  readonly labels: readonly LabelWish[]
  readonly strokes: Readonly<Record<StrokeLayer, readonly Stroke[]>>
  readonly marks: Readonly<Record<MarkLayer, readonly Drawn[]>>
  /** Open cases beyond the edge. */
  readonly outsideCount: number
}

/** Near enough to be one, in rem. Devices are many and calm: theirs reach farther. */
const CASES_NEAR_REM = 0.9
const DEVICES_NEAR_REM = 1.6
/** Cells closer than this on the glass say nothing; the networks above them are drawn instead. */
const LEAST_CELL_PX = 4
/** A unit symbol is a rem wide: beyond its edge nothing of it is seen. */
const EDGE_PX = 40

export function compose(
  layers: MapLayers,
  projection: Projection,
  remPx: number,
  base: LabelBase,
): Composition {
  const seen = (layer: MarkLayer): readonly Drawn[] => visible(layers.marks[layer], projection)
  const cellsShown = spacingPx(layers.marks.cell, projection) >= LEAST_CELL_PX
  const marks: Record<MarkLayer, readonly Drawn[]> = {
    network: cellsShown ? [] : seen('network'),
    cell: cellsShown ? seen('cell') : [],
    device: clustered(seen('device'), DEVICES_NEAR_REM * remPx),
    venue: seen('venue'),
    dutyPoint: seen('dutyPoint'),
    post: seen('post'),
    unit: seen('unit'),
    case: clustered(seen('case'), CASES_NEAR_REM * remPx),
  }
  const inside = layers.marks.case.reduce(
    (count, { position }) => count + (contains(projection.shown, position) ? 1 : 0),
    0,
  )
  const { strokes } = layers
  const outsideCount = layers.marks.case.length - inside
  const labels = labelWishes({ marks, strokes, projection }, base)
  return { projection, layers, labels, strokes, marks, outsideCount }
}

function visible(marks: readonly Mark[], projection: Projection): readonly Drawn[] {
  const drawn: Drawn[] = []
  const { widthPx, heightPx } = projection
  for (const mark of marks) {
    const x = projection.x(mark.position.lon)
    const y = projection.y(mark.position.lat)
    if (x < -EDGE_PX || y < -EDGE_PX || x > widthPx + EDGE_PX || y > heightPx + EDGE_PX) continue
    drawn.push({ mark, x, y })
  }
  return drawn
}

const spacings = new WeakMap<readonly Mark[], number>()

/** How far cells lie apart on the glass, were they spread evenly. */
function spacingPx(cells: readonly Mark[], projection: Projection): number {
  let spacingDeg = spacings.get(cells)
  if (spacingDeg === undefined) {
    const lats = cells.map(({ position }) => position.lat)
    const lons = cells.map(({ position }) => position.lon)
    const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values)
    spacingDeg = cells.length < 2 ? Infinity : Math.sqrt((spread(lats) * spread(lons)) / cells.length)
    spacings.set(cells, spacingDeg)
  }
  const { north, south } = projection.shown
  return (spacingDeg / (north - south)) * projection.heightPx
}

/** Ids by layer, those inside clusters included. */
export type ShownIds = Readonly<Record<MarkLayer | StrokeLayer, readonly string[]>>

export function idsOf({ strokes, marks }: Pick<Composition, 'strokes' | 'marks'>): ShownIds {
  const ofStrokes = STROKE_LAYERS.map((layer) => [layer, strokes[layer].map(({ id }) => id)] as const)
  const ofMarks = MARK_LAYERS.map(
    (layer) =>
      [layer, marks[layer].flatMap(({ mark, members }) => (members ?? [mark]).map(({ id }) => id))] as const,
  )
  return Object.fromEntries([...ofStrokes, ...ofMarks]) as unknown as ShownIds
}
