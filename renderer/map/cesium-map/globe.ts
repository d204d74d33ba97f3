import {
  Cartesian3,
  CesiumWidget,
  EllipsoidTerrainProvider,
  ImageryLayer,
  Ion,
  PerspectiveFrustum,
  TileMapServiceImageryProvider,
  buildModuleUrl,
} from '../../lib/cesium.ts'
import type { Position } from '../../../domain/model/position.ts'
import type { MapCamera } from '../../../domain/view/display-item.ts'
import type { Drawn } from '../clusters.ts'
import { MARK_LAYERS, STROKE_LAYERS, type MarkLayer, type StrokeLayer } from '../layers.ts'
import type { Stamps } from '../stamps.ts'
import type { Stroke } from '../strokes.ts'
import { GlobeMarks } from './globe-marks.ts'
import { GlobeStrokes } from './globe-strokes.ts'

/** One WebGL context with a globe in it, looked at from straight above; nothing comes from the network. */
export class Globe {
  readonly #widget: CesiumWidget
  readonly #frame = document.createElement('div')
  readonly #strokes: Readonly<Record<StrokeLayer, GlobeStrokes>>
  readonly #marks: Readonly<Record<MarkLayer, GlobeMarks>>

  constructor(element: HTMLElement, onLost: () => void) {
    Ion.defaultAccessToken = ''
    this.#frame.className = 'map-canvas'
    element.prepend(this.#frame)
    const widget = makeWidget(this.#frame)
    widget.canvas.addEventListener('webglcontextlost', onLost, { once: true })
    const { primitives } = widget.scene
    // In the order of the layers: what comes first lies lowest.
    this.#strokes = record(STROKE_LAYERS, () => new GlobeStrokes(primitives))
    this.#marks = record(MARK_LAYERS, () => new GlobeMarks(primitives))
    this.#widget = widget
  }

  /** From so high that the given width fills the frame. */
  look({ lat, lon, widthM }: MapCamera): void {
    const { camera, canvas } = this.#widget
    const { frustum } = camera
    if (!(frustum instanceof PerspectiveFrustum)) return
    // The angle of view belongs to the longer side.
    const longer = Math.max(1, canvas.clientHeight / Math.max(1, canvas.clientWidth))
    const heightM = (widthM * longer) / 2 / Math.tan((frustum.fov ?? Math.PI / 3) / 2)
    camera.setView({ destination: Cartesian3.fromDegrees(lon, lat, heightM) })
  }

  lookedAt(): Position & { readonly heightM: number } {
    const { latitude, longitude, height } = this.#widget.camera.positionCartographic
    const degrees = 180 / Math.PI
    return { lat: latitude * degrees, lon: longitude * degrees, heightM: height }
  }

  setStrokes(layer: StrokeLayer, strokes: readonly Stroke[], remPx: number): void {
    this.#strokes[layer].set(strokes, remPx)
  }

  setMarks(layer: MarkLayer, marks: readonly Drawn[], stamps: Stamps, scale: number): void {
    this.#marks[layer].set(marks, stamps, scale)
  }

  idsOn(layer: StrokeLayer | MarkLayer): readonly string[] {
    return isStrokeLayer(layer) ? this.#strokes[layer].ids() : this.#marks[layer].ids()
  }

  resize(): void {
    this.#widget.resize()
    this.render()
  }

  render(): void {
    this.#widget.scene.requestRender()
  }

  destroy(): void {
    if (!this.#widget.isDestroyed()) this.#widget.destroy()
    this.#frame.remove()
  }
}

function makeWidget(frame: HTMLElement): CesiumWidget {
  const credits = document.createElement('div')
  credits.hidden = true
  frame.append(credits)
  const imagery = TileMapServiceImageryProvider.fromUrl(buildModuleUrl('Assets/Textures/NaturalEarthII'))
  const widget = new CesiumWidget(frame, {
    baseLayer: ImageryLayer.fromProviderAsync(imagery, { brightness: 0.16, saturation: 0 }),
    terrainProvider: new EllipsoidTerrainProvider(),
    requestRenderMode: true,
    maximumRenderTimeChange: Infinity,
    msaaSamples: 1,
    creditContainer: credits,
    creditViewport: credits,
    shouldAnimate: false,
    // A lost context is ours to mend, not a panel of Cesium's over the map.
    showRenderLoopErrors: false,
  })
  widget.scene.fog.enabled = false
  widget.scene.globe.showGroundAtmosphere = false
  // The view is moved by the wall's own gestures, the same on every surface.
  widget.scene.screenSpaceCameraController.enableInputs = false
  // Cesium leaves the size of its elements to a style sheet of its own, of which this is all we need.
  const inner = widget.canvas.parentElement
  if (inner !== null) inner.style.cssText = 'width:100%;height:100%'
  widget.canvas.style.cssText = 'display:block;width:100%;height:100%'
  widget.resize()
  return widget
}

function isStrokeLayer(layer: StrokeLayer | MarkLayer): layer is StrokeLayer {
  return (STROKE_LAYERS as readonly string[]).includes(layer)
}

function record<K extends string, T>(names: readonly K[], make: () => T): Readonly<Record<K, T>> {
  return Object.fromEntries(names.map((name) => [name, make()])) as Record<K, T>
}
