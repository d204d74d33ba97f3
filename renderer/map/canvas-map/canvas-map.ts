import { idsOf, type Composition, type ShownIds } from '../composition.ts'
import { drawLabels } from '../draw-labels.ts'
import { MARK_LAYERS, STROKE_LAYERS } from '../layers.ts'
import type { MapSurface, SurfaceOptions } from '../map-view.ts'
import { Stamps } from '../stamps.ts'
import type { Size } from '../view-lock.ts'
import { drawCells, drawMarks, unitScale } from './draw-marks.ts'
import { drawStrokes, fillLand } from './draw-strokes.ts'
import { Sheet } from './sheet.ts'

/**
 * The map for a machine without a graphics card. What seldom changes lies on sheets of its own, drawn again only
 * when the view or one of their layers is another; what moves is drawn over them each time.
 */
export class CanvasMap implements MapSurface {
  readonly #canvas = document.createElement('canvas')
  readonly #ground = new Sheet(drawGround)
  readonly #fixed = new Sheet(drawFixed)
  readonly #controller = new AbortController()
  readonly #element: HTMLElement
  readonly #onRestored: () => void
  #drawn: Pick<Composition, 'strokes' | 'marks'> | undefined
  #stamps = new Stamps(1, 1)

  constructor({ element, onRestored }: SurfaceOptions) {
    this.#element = element
    this.#onRestored = onRestored
  }

  start(): void {
    this.#canvas.className = 'map-canvas'
    this.#element.append(this.#canvas)
    // The browser gives a lost canvas back empty; the sheets may have been lost with it.
    const restored = (): void => {
      for (const sheet of [this.#ground, this.#fixed]) sheet.forget()
      this.#stamps = new Stamps(1, 1)
      this.#onRestored()
    }
    this.#canvas.addEventListener('contextrestored', restored, { signal: this.#controller.signal })
  }

  resize({ widthPx, heightPx }: Size): void {
    this.#canvas.width = Math.round(widthPx * devicePixelRatio)
    this.#canvas.height = Math.round(heightPx * devicePixelRatio)
  }

  draw(composition: Composition, remPx: number): void {
    const ratio = devicePixelRatio
    const context = this.#canvas.getContext('2d')
    if (context === null) return
    if (this.#stamps.remPx !== remPx || this.#stamps.ratio !== ratio) this.#stamps = new Stamps(remPx, ratio)
    const { layers, projection, strokes, marks } = composition
    const pen = { composition, remPx, stamps: this.#stamps }
    const { district, area, line, route, zone } = layers.strokes
    const { cell, network, device, venue, dutyPoint, post } = layers.marks
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height)
    const ofGround = [projection, this.#stamps, district, area, line, cell, network]
    context.drawImage(this.#ground.image(this.#canvas, ofGround, pen), 0, 0)
    const ofFixed = [projection, this.#stamps, route, zone, device, venue, dutyPoint, post]
    context.drawImage(this.#fixed.image(this.#canvas, ofFixed, pen), 0, 0)
    context.scale(ratio, ratio)
    drawStrokes(context, strokes.track, projection, remPx)
    drawStrokes(context, strokes.way, projection, remPx)
    drawMarks(context, marks.unit, this.#stamps, unitScale(marks.unit.length))
    drawMarks(context, marks.case, this.#stamps)
    drawLabels(context, composition, remPx)
    this.#drawn = { strokes, marks }
  }

  shown(): ShownIds {
    return this.#drawn === undefined ? NOTHING : idsOf(this.#drawn)
  }

  dispose(): void {
    this.#controller.abort()
    this.#canvas.remove()
  }
}

const NOTHING = Object.fromEntries(
  [...STROKE_LAYERS, ...MARK_LAYERS].map((layer) => [layer, []]),
) as unknown as ShownIds

interface Pen {
  readonly composition: Composition
  readonly remPx: number
  readonly stamps: Stamps
}

function drawGround(context: CanvasRenderingContext2D, { composition, remPx, stamps }: Pen): void {
  const { strokes, marks, projection } = composition
  fillLand(context, strokes.district, projection)
  for (const layer of ['line', 'area', 'district'] as const)
    drawStrokes(context, strokes[layer], projection, remPx)
  drawCells(context, marks.cell, remPx)
  drawMarks(context, marks.network, stamps)
}

function drawFixed(context: CanvasRenderingContext2D, { composition, remPx, stamps }: Pen): void {
  const { strokes, marks, projection } = composition
  drawStrokes(context, strokes.route, projection, remPx)
  drawStrokes(context, strokes.zone, projection, remPx)
  for (const layer of ['device', 'venue', 'dutyPoint', 'post'] as const)
    drawMarks(context, marks[layer], stamps)
}
