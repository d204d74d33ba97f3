import type { MapCamera } from '../../domain/view/display-item.ts'
import type { Position } from '../../domain/model/position.ts'
import type { Cancel, Clock } from '../../domain/clock.ts'
import type { City } from './city.ts'
import { compose, type Composition, type ShownIds } from './composition.ts'
import { areaOf } from './fit.ts'
import { listenToGestures } from './gestures.ts'
import { stepped } from './gestures.ts'
import { noLayers, type MapLayers } from './layers.ts'
import type { Bounds } from './bounds.ts'
import type { MapSurface } from './map-view.ts'
import { projectionOf, type Projection } from './projection.ts'
import { ViewLock, type Size, type View } from './view-lock.ts'

/** Four pictures a second for what the world does, thirty for what a hand does. */
const LEAST_PAUSE_MS = 250
const LEAST_HAND_PAUSE_MS = 33

export interface WallMapOptions {
  readonly element: HTMLElement
  readonly clock: Clock
  /** Runs a picture of what the world does, now or when nobody waits for an answer. */
  readonly whenFree: (draw: () => void) => void
  /** Told after a picture: where it looks and why, and how many open cases lie beyond its edge. */
  readonly onDrawn: (view: View, outsideCount: number) => void
}

/** What a map shows, besides its layers. */
export interface MapContent {
  readonly layers: MapLayers
  readonly city: City | undefined
  readonly english: boolean
}

/** One picture, reckoned and not yet drawn. */
interface Picture {
  readonly view: View
  readonly projection: Projection
  readonly composition: Composition
  readonly remPx: number
}

/** The map of a page: it knows what is to be seen and where it looks, and has a surface draw it. */
export class WallMap {
  readonly #options: WallMapOptions
  readonly #lock = new ViewLock()
  #surface: MapSurface | undefined
  #content: MapContent = { layers: noLayers(), city: undefined, english: false }
  #area: Bounds | undefined
  /** Which cases lie on it, and how often that set has been another. */
  #incidents: ReadonlySet<string> = new Set()
  #incidentSets = 0
  /** As it was told last: asking the element would make the browser lay out the page in the middle of a change. */
  #size: Size = { widthPx: 0, heightPx: 0 }
  #projection: Projection | undefined
  #stopListening: Cancel = () => {}
  #planned: { readonly dueMs: number; readonly cancel: Cancel } | undefined
  #composedMs = -Infinity
  #composed: Picture | undefined
  #cancelShow: Cancel = () => {}

  constructor(options: WallMapOptions) {
    this.#options = options
  }

  start(surface: MapSurface): void {
    this.#stopListening = listenToGestures(this.#options.element, {
      projection: () => (this.#lock.isSteered ? undefined : this.#projection),
      move: (kind, camera) => {
        this.#lock.gesture(kind, camera)
        this.#plan(LEAST_HAND_PAUSE_MS)
      },
    })
    this.use(surface)
  }

  /** Another surface takes the place of the one before; the view stays. */
  use(surface: MapSurface): void {
    this.#surface = surface
    this.resize()
  }

  setContent(content: MapContent): void {
    if (content.city !== this.#content.city) this.#lock.reset()
    const { case: before } = this.#content.layers.marks
    this.#content = content
    if (content.layers.marks.case !== before) this.#countIncidents()
    this.#area = areaOf(content.city, content.layers)
    this.#noteIncidents()
    this.#plan(LEAST_PAUSE_MS)
  }

  resize(): void {
    const { clientWidth: widthPx, clientHeight: heightPx } = this.#options.element
    this.#size = { widthPx, heightPx }
    if (widthPx === 0 || heightPx === 0) return
    this.#surface?.resize(this.#size)
    this.#lock.shape(this.#area, this.#size)
    this.#projection = undefined
    this.#plan(LEAST_HAND_PAUSE_MS)
  }

  redraw(): void {
    this.#projection = undefined
    this.#plan(LEAST_HAND_PAUSE_MS)
  }

  refit(): void {
    this.#lock.refit(this.#area, this.#size)
    this.#plan(0)
  }

  press(key: string): void {
    const camera = this.#projection === undefined ? undefined : stepped(key, this.#projection)
    if (camera !== undefined) this.#lock.gesture('keys', camera)
    this.#plan(0)
  }

  row(id: string, place: Position | undefined): void {
    this.#lock.row(id, place)
    this.#plan(0)
  }

  seat(camera: MapCamera | undefined): void {
    this.#lock.seat(camera, this.#area, this.#size)
    this.#plan(0)
  }

  shown(): ShownIds | undefined {
    return this.#surface?.shown()
  }

  dispose(): void {
    this.#planned?.cancel()
    this.#cancelShow()
    this.#stopListening()
    this.#surface?.dispose()
    // What is held for a hand may still come.
    this.#surface = undefined
    this.#composed = undefined
  }

  #countIncidents(): void {
    const ids = this.#content.layers.marks.case.map(({ id }) => id)
    if (ids.length === this.#incidents.size && ids.every((id) => this.#incidents.has(id))) return
    this.#incidents = new Set(ids)
    this.#incidentSets++
  }

  #noteIncidents(): void {
    const size = this.#size
    if (size.widthPx === 0 || size.heightPx === 0) return
    this.#lock.incidents(this.#incidentSets, this.#area, size)
  }

  /** One picture is planned at a time; a hand brings it forward. */
  #plan(pauseMs: number): void {
    const { clock, whenFree } = this.#options
    const dueMs = Math.max(clock.monotonicMs(), this.#composedMs + pauseMs)
    if (this.#planned !== undefined && this.#planned.dueMs <= dueMs) return
    this.#planned?.cancel()
    const cancel = clock.setTimer(dueMs - clock.monotonicMs(), () => {
      this.#planned = undefined
      this.#composedMs = clock.monotonicMs()
      if (pauseMs < LEAST_PAUSE_MS) this.#show(this.#compose())
      else whenFree(() => this.#showNext(this.#compose()))
    })
    this.#planned = { dueMs, cancel }
  }

  /** What is to be drawn, where there is something to draw on. */
  #compose(): Picture | undefined {
    const { widthPx, heightPx } = this.#size
    if (this.#surface === undefined || widthPx === 0 || heightPx === 0) return undefined
    if (this.#lock.view === undefined) this.#noteIncidents()
    const { view } = this.#lock
    if (view === undefined) return undefined
    if (this.#projection?.camera !== view.camera || this.#projection.widthPx !== widthPx)
      this.#projection = projectionOf(view.camera, widthPx, heightPx)
    const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
    const composition = compose(this.#content.layers, this.#projection, remPx, this.#content)
    this.#composed = { view, projection: this.#projection, composition, remPx }
    return this.#composed
  }

  /** In the next task, unless another picture came between or the glass is another: each of both halves is long. */
  #showNext(picture: Picture | undefined): void {
    if (picture === undefined) return
    const { clock, whenFree } = this.#options
    this.#cancelShow()
    this.#cancelShow = clock.setTimer(0, () =>
      whenFree(() => {
        if (picture === this.#composed && picture.projection === this.#projection) this.#show(picture)
      }),
    )
  }

  #show(picture: Picture | undefined): void {
    if (picture === undefined || this.#surface === undefined) return
    this.#surface.draw(picture.composition, picture.remPx)
    this.#options.onDrawn(picture.view, picture.composition.outsideCount)
  }
}
