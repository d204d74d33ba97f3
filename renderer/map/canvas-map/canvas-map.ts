import type { Cancel, Clock } from '../../../domain/clock.ts'
import type { City } from '../city.ts'
import { areaOf } from '../fit.ts'
import type { MapLayers } from '../layers.ts'
import { contains, type Bounds, type MapView, type MapViewOptions } from '../map-view.ts'
import { drawBase } from './draw-base.ts'
import { drawLayers } from './draw-layers.ts'
import { LabelSpace } from './labels.ts'
import { caseStamps, type Stamps } from './stamps.ts'
import { fitProjection, type Projection } from './projection.ts'

const LEAST_PAUSE_MS = 250

/** The map for a machine without a graphics card: two canvases, the base drawn once per size. */
export class CanvasMap implements MapView {
  readonly #options: MapViewOptions
  readonly #clock: Clock
  readonly #canvas = document.createElement('canvas')
  readonly #base = document.createElement('canvas')
  #city: City | undefined
  #layers: MapLayers | undefined
  #area: Bounds | undefined
  #baseIsDrawn = false
  #stamps: Stamps | undefined
  #cancel: Cancel | undefined
  #drawnMs = -Infinity

  constructor(options: MapViewOptions, clock: Clock) {
    this.#options = options
    this.#clock = clock
    this.#canvas.style.cssText = 'display:block;width:100%;height:100%'
  }

  start(): void {
    this.#options.element.append(this.#canvas)
  }

  setBase(city: City | undefined): void {
    this.#city = city
    this.#area = undefined
    this.resize()
  }

  setLayers(layers: MapLayers): void {
    this.#layers = layers
    this.#plan()
  }

  resize(): void {
    this.#stamps = undefined
    this.#baseIsDrawn = false
    this.#plan()
  }

  dispose(): void {
    this.#cancel?.()
    this.#canvas.remove()
  }

  /** At most four pictures a second, and none without a change. */
  #plan(): void {
    if (this.#cancel !== undefined) return
    const waitMs = Math.max(0, this.#drawnMs + LEAST_PAUSE_MS - this.#clock.monotonicMs())
    this.#cancel = this.#clock.setTimer(waitMs, () => {
      this.#cancel = undefined
      this.#drawnMs = this.#clock.monotonicMs()
      this.#draw()
    })
  }

  #draw(): void {
    const { element, onOutside } = this.#options
    const ratio = devicePixelRatio
    const [width, height] = [element.clientWidth, element.clientHeight]
    if (this.#layers === undefined || width === 0 || height === 0) return
    // The area is chosen once per city, so that the map does not wander under the eyes of the reader.
    this.#area ??= areaOf(this.#city, this.#layers)
    if (this.#area === undefined) return
    const projection = fitProjection(this.#area, width, height)
    const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
    if (!this.#baseIsDrawn) this.#drawBase(projection, width, height, ratio, remPx)
    const context = this.#canvas.getContext('2d')
    if (context === null) return
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height)
    context.drawImage(this.#base, 0, 0)
    context.scale(ratio, ratio)
    const labels = new LabelSpace(context, width, height)
    const english = document.documentElement.lang === 'en'
    const stamps = (this.#stamps ??= caseStamps(remPx, ratio))
    drawLayers({ context, projection, remPx, labels, english, stamps }, this.#city, this.#layers)
    onOutside(this.#layers.cases.filter(({ position }) => !contains(projection.shown, position)).length)
  }

  #drawBase(projection: Projection, width: number, height: number, ratio: number, remPx: number): void {
    for (const canvas of [this.#canvas, this.#base]) {
      canvas.width = Math.round(width * ratio)
      canvas.height = Math.round(height * ratio)
    }
    const context = this.#base.getContext('2d')
    if (context === null) return
    context.scale(ratio, ratio)
    if (this.#city !== undefined) drawBase(context, this.#city, projection, remPx)
    this.#baseIsDrawn = true
  }
}
