import {
  ArcType,
  Cartesian3,
  Color,
  LabelCollection,
  LabelStyle,
  Material,
  PolylineCollection,
  VerticalOrigin,
  type CesiumWidget,
} from '../../lib/cesium.ts'
import { distanceM } from '../../../domain/model/position.ts'
import type { City, Ring } from '../city.ts'
import { PALETTE } from '../palette.ts'

const LABEL_APART_M = 1_500

type Scene = CesiumWidget['scene']

const WIDTHS: Readonly<Record<string, { readonly color: string; readonly width: number }>> = {
  river: { color: PALETTE.water, width: 7 },
  road: { color: PALETTE.route, width: 2 },
  route: { color: PALETTE.text2, width: 2 },
}

/** Districts, lines and names of a city on the globe. */
export class BaseLayer {
  readonly #lines: PolylineCollection
  readonly #labels: LabelCollection

  constructor(scene: Scene) {
    this.#lines = scene.primitives.add(new PolylineCollection())
    this.#labels = scene.primitives.add(new LabelCollection())
  }

  set(city: City | undefined): void {
    this.#lines.removeAll()
    this.#labels.removeAll()
    if (city === undefined) return
    for (const { name, seat, rings } of city.districts) {
      for (const ring of rings) this.#line(ring, PALETTE.text3, 1.5)
      if (seat !== undefined) this.#label(name, seat.lon, seat.lat, PALETTE.text2)
    }
    for (const { kind, points } of city.lines) {
      const { color, width } = WIDTHS[kind] ?? { color: PALETTE.route, width: 1.5 }
      this.#line(points, color, width)
    }
    const named = city.districts.flatMap(({ seat }) => (seat === undefined ? [] : [seat]))
    for (const { name, position } of city.places) {
      // A globe does not push labels apart: of two close ones the first has the place.
      if (named.some((other) => distanceM(other, position) < LABEL_APART_M)) continue
      named.push(position)
      this.#label(name, position.lon, position.lat, PALETTE.text3)
    }
  }

  #line(points: Ring, color: string, width: number): void {
    this.#lines.add({
      positions: points.map(([lon, lat]) => Cartesian3.fromDegrees(lon, lat)),
      width,
      arcType: ArcType.NONE,
      material: Material.fromType('Color', { color: Color.fromCssColorString(color) }),
    })
  }

  #label(text: string, lon: number, lat: number, color: string): void {
    const sizePx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
    this.#labels.add({
      position: Cartesian3.fromDegrees(lon, lat),
      text,
      font: `${sizePx}px 'Noto Sans CJK SC', sans-serif`,
      fillColor: Color.fromCssColorString(color),
      style: LabelStyle.FILL,
      verticalOrigin: VerticalOrigin.CENTER,
      disableDepthTestDistance: Infinity,
    })
  }
}
