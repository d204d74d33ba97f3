import {
  Cartesian2,
  Cartesian3,
  Color,
  HorizontalOrigin,
  LabelCollection,
  LabelStyle,
  PointPrimitiveCollection,
  VerticalOrigin,
  type CesiumWidget,
} from '../../lib/cesium.ts'
import type { MapLayers } from '../layers.ts'
import { PALETTE } from '../palette.ts'

type Scene = CesiumWidget['scene']

/** The same shapes as on the canvas map; a glyph is a shape that needs no texture of ours. */
const CASE_GLYPHS = {
  breached: { glyph: '▲', color: PALETTE.high, sizeRem: 1.2 },
  presumed: { glyph: '△', color: PALETTE.high, sizeRem: 1.2 },
  'at-risk': { glyph: '◆', color: PALETTE.medium, sizeRem: 1.2 },
  normal: { glyph: '◆', color: PALETTE.text1, sizeRem: 0.6 },
} as const

/** Units, duty points, devices and cases. Set whole: a few thousand primitives cost about a millisecond. */
export class MovingLayer {
  readonly #points: PointPrimitiveCollection
  readonly #labels: LabelCollection

  constructor(scene: Scene) {
    this.#points = scene.primitives.add(new PointPrimitiveCollection())
    this.#labels = scene.primitives.add(new LabelCollection())
  }

  set(layers: MapLayers): void {
    this.#points.removeAll()
    this.#labels.removeAll()
    for (const { lat, lon } of layers.grids) this.#point(lon, lat, PALETTE.grid, 2)
    for (const { position, online } of layers.devices) {
      this.#point(position.lon, position.lat, online ? PALETTE.device : PALETTE.grid, 4)
    }
    for (const { position, staffing } of layers.dutyPoints) {
      const unmanned = staffing === 'unmanned'
      this.#glyph(
        unmanned ? '✕' : '□',
        position.lon,
        position.lat,
        unmanned ? PALETTE.high : PALETTE.text2,
        0.8,
      )
    }
    for (const { position, mood } of layers.units) {
      const glyph = mood === 'away' ? '◉' : mood === 'silent' ? '◌' : '○'
      this.#glyph(glyph, position.lon, position.lat, mood === 'silent' ? PALETTE.text3 : PALETTE.unit, 1)
    }
    for (const { position, urgency } of layers.cases) {
      const { glyph, color, sizeRem } = CASE_GLYPHS[urgency]
      this.#glyph(glyph, position.lon, position.lat, color, sizeRem)
    }
  }

  #point(lon: number, lat: number, color: string, pixelSize: number): void {
    this.#points.add({
      position: Cartesian3.fromDegrees(lon, lat),
      color: Color.fromCssColorString(color),
      pixelSize,
      disableDepthTestDistance: Infinity,
    })
  }

  #glyph(text: string, lon: number, lat: number, color: string, sizeRem: number): void {
    const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
    this.#labels.add({
      position: Cartesian3.fromDegrees(lon, lat),
      text,
      font: `${sizeRem * remPx}px 'Noto Sans CJK SC', sans-serif`,
      fillColor: Color.fromCssColorString(color),
      style: LabelStyle.FILL,
      horizontalOrigin: HorizontalOrigin.CENTER,
      verticalOrigin: VerticalOrigin.CENTER,
      pixelOffset: Cartesian2.ZERO,
      disableDepthTestDistance: Infinity,
    })
  }
}
