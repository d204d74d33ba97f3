import type { Position } from '../../../domain/model/position.ts'
import type { Composition, ShownIds } from '../composition.ts'
import { drawLabels } from '../draw-labels.ts'
import { MARK_LAYERS, STROKE_LAYERS } from '../layers.ts'
import type { MapSurface, SurfaceOptions } from '../map-view.ts'
import { Stamps } from '../stamps.ts'
import type { Size } from '../view-lock.ts'
import { unitScale } from '../canvas-map/draw-marks.ts'
import { Globe } from './globe.ts'

/**
 * The globe, for a machine with a graphics card. It draws the same composition as the canvas map: lines and symbols
 * on the ground, and the texts over it, so that they keep clear of each other. When the card loses the context, the
 * whole globe is made anew with the camera where it was.
 */
export class CesiumMap implements MapSurface {
  readonly #options: SurfaceOptions
  readonly #texts = document.createElement('canvas')
  #globe: Globe | undefined
  #stamps = new Stamps(1, 1)
  #last: { readonly composition: Composition; readonly remPx: number } | undefined

  constructor(options: SurfaceOptions) {
    this.#options = options
  }

  start(): void {
    this.#build()
    this.#texts.className = 'map-canvas map-texts'
    this.#options.element.append(this.#texts)
  }

  resize({ widthPx, heightPx }: Size): void {
    this.#texts.width = Math.round(widthPx * devicePixelRatio)
    this.#texts.height = Math.round(heightPx * devicePixelRatio)
    this.#globe?.resize()
  }

  draw(composition: Composition, remPx: number): void {
    this.#last = { composition, remPx }
    const ratio = devicePixelRatio
    if (this.#stamps.remPx !== remPx || this.#stamps.ratio !== ratio) this.#stamps = new Stamps(remPx, ratio)
    this.#toGlobe(composition)
    const context = this.#texts.getContext('2d')
    if (context === null) return
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.clearRect(0, 0, this.#texts.width, this.#texts.height)
    context.scale(ratio, ratio)
    drawLabels(context, composition, remPx)
  }

  shown(): ShownIds {
    const globe = this.#globe
    const names = [...STROKE_LAYERS, ...MARK_LAYERS]
    return Object.fromEntries(names.map((layer) => [layer, globe?.idsOn(layer) ?? []])) as unknown as ShownIds
  }

  /** Where the globe itself says that it looks. */
  camera(): Position | undefined {
    return this.#globe?.lookedAt()
  }

  dispose(): void {
    this.#globe?.destroy()
    this.#globe = undefined
    this.#texts.remove()
  }

  #toGlobe({ projection, strokes, marks }: Composition): void {
    const globe = this.#globe
    if (globe === undefined) return
    globe.look(projection.camera)
    for (const layer of STROKE_LAYERS) globe.setStrokes(layer, strokes[layer], this.#stamps.remPx)
    for (const layer of MARK_LAYERS) {
      const scale = layer === 'unit' ? unitScale(marks.unit.length) : 1
      globe.setMarks(layer, marks[layer], this.#stamps, scale)
    }
    globe.render()
  }

  #build(): void {
    this.#globe = new Globe(this.#options.element, () => queueMicrotask(() => this.#rebuild()))
  }

  #rebuild(): void {
    // Disposed meanwhile.
    if (this.#globe === undefined) return
    this.#globe.destroy()
    this.#globe = undefined
    try {
      this.#build()
    } catch {
      // No context at all: the card is gone. What it showed is drawn without it.
      this.#options.onGone()
      return
    }
    if (this.#last !== undefined) this.draw(this.#last.composition, this.#last.remPx)
    this.#options.onRestored()
  }
}
