import {
  CesiumWidget,
  EllipsoidTerrainProvider,
  ImageryLayer,
  Ion,
  Rectangle,
  TileMapServiceImageryProvider,
  buildModuleUrl,
} from '../../lib/cesium.ts'
import type { City } from '../city.ts'
import { areaOf } from '../fit.ts'
import type { MapLayers } from '../layers.ts'
import { contains, type Bounds, type MapView, type MapViewOptions } from '../map-view.ts'
import { BaseLayer } from './base-layer.ts'
import { MovingLayer } from './moving-layer.ts'

/** The globe, with nothing from the network: Natural Earth as far imagery, the city from our own lines. */
export class CesiumMap implements MapView {
  readonly #options: MapViewOptions
  #widget: CesiumWidget | undefined
  #base: BaseLayer | undefined
  #moving: MovingLayer | undefined
  #city: City | undefined
  #layers: MapLayers | undefined
  #area: Bounds | undefined

  constructor(options: MapViewOptions) {
    this.#options = options
  }

  start(): void {
    Ion.defaultAccessToken = ''
    const credits = hiddenCorner(this.#options.element)
    const imagery = TileMapServiceImageryProvider.fromUrl(buildModuleUrl('Assets/Textures/NaturalEarthII'))
    const widget = new CesiumWidget(this.#options.element, {
      baseLayer: ImageryLayer.fromProviderAsync(imagery, { brightness: 0.16, saturation: 0 }),
      terrainProvider: new EllipsoidTerrainProvider(),
      requestRenderMode: true,
      maximumRenderTimeChange: Infinity,
      msaaSamples: 1,
      creditContainer: credits,
      creditViewport: credits,
      shouldAnimate: false,
    })
    widget.scene.fog.enabled = false
    widget.scene.globe.showGroundAtmosphere = false
    widget.scene.screenSpaceCameraController.enableTilt = false
    // Cesium leaves the size of its elements to a style sheet of its own, of which this is all we need.
    const frame = widget.canvas.parentElement
    if (frame !== null) frame.style.cssText = 'width:100%;height:100%'
    widget.canvas.style.cssText = 'display:block;width:100%;height:100%'
    widget.resize()
    this.#base = new BaseLayer(widget.scene)
    this.#moving = new MovingLayer(widget.scene)
    this.#widget = widget
  }

  setBase(city: City | undefined): void {
    this.#city = city
    this.#area = undefined
    this.#base?.set(city)
    this.#show()
  }

  setLayers(layers: MapLayers): void {
    this.#layers = layers
    this.#show()
  }

  resize(): void {
    this.#widget?.resize()
    this.#widget?.scene.requestRender()
  }

  dispose(): void {
    this.#widget?.destroy()
    this.#widget = undefined
  }

  #show(): void {
    if (this.#widget === undefined || this.#layers === undefined) return
    const isFirst = this.#area === undefined
    this.#area ??= areaOf(this.#city, this.#layers)
    if (isFirst && this.#area !== undefined) {
      const { west, south, east, north } = this.#area
      this.#widget.camera.setView({ destination: Rectangle.fromDegrees(west, south, east, north) })
    }
    this.#moving?.set(this.#layers)
    this.#widget.scene.requestRender()
    this.#countOutside()
  }

  #countOutside(): void {
    const view = this.#widget?.camera.computeViewRectangle()
    if (view === undefined || this.#layers === undefined) return
    const degrees = 180 / Math.PI
    const shown = {
      south: view.south * degrees,
      west: view.west * degrees,
      north: view.north * degrees,
      east: view.east * degrees,
    }
    this.#options.onOutside(this.#layers.cases.filter(({ position }) => !contains(shown, position)).length)
  }
}

/** The credits stay in the page, small, in the corner away from the legend. */
function hiddenCorner(element: HTMLElement): HTMLElement {
  const corner = document.createElement('div')
  corner.style.cssText = 'position:absolute;right:0;top:0;font-size:0.5rem;opacity:0.4'
  corner.hidden = true
  element.append(corner)
  return corner
}
