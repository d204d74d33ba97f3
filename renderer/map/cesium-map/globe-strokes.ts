import {
  Cartesian3,
  Color,
  Material,
  PolylineCollection,
  type Polyline,
  type PrimitiveCollection,
} from '../../lib/cesium.ts'
import { styleOf, type Stroke } from '../strokes.ts'

/** The lines of one layer, made anew when the list is another. */
export class GlobeStrokes {
  readonly #collection: PolylineCollection
  #strokes: readonly Stroke[] = []
  #remPx = 0

  constructor(primitives: PrimitiveCollection) {
    this.#collection = primitives.add(new PolylineCollection()) as PolylineCollection
  }

  set(strokes: readonly Stroke[], remPx: number): void {
    if (strokes === this.#strokes && remPx === this.#remPx) return
    this.#strokes = strokes
    this.#remPx = remPx
    this.#collection.removeAll()
    for (const stroke of strokes) this.#add(stroke)
  }

  ids(): readonly string[] {
    const ids: string[] = []
    for (let index = 0; index < this.#collection.length; index++) {
      const line: Polyline = this.#collection.get(index)
      const id: unknown = line.id
      if (typeof id === 'string') ids.push(id)
    }
    return ids
  }

  #add({ id, points, closed, style, alpha }: Stroke): void {
    const { color, widthRem, dashRem } = styleOf(style)
    const [first] = points
    const whole = closed === true && first !== undefined ? [...points, first] : points
    this.#collection.add({
      id,
      positions: whole.map(([lon, lat]) => Cartesian3.fromDegrees(lon, lat)),
      width: Math.max(1, widthRem * this.#remPx),
      material: materialOf(Color.fromCssColorString(color).withAlpha(alpha ?? 1), dashRem, this.#remPx),
    })
  }
}

const PATTERN_BITS = 16

function materialOf(
  color: Color,
  dashRem: readonly [on: number, off: number] | undefined,
  remPx: number,
): Material {
  if (dashRem === undefined) return Material.fromType('Color', { color })
  const [on, off] = dashRem
  const bits = Math.round((on / (on + off)) * PATTERN_BITS)
  const dashPattern = 2 ** bits - 1
  return Material.fromType('PolylineDash', { color, dashLength: (on + off) * remPx, dashPattern })
}
