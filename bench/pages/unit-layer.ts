import { CanvasMap } from '../../renderer/map/canvas-map/canvas-map.ts'
import { compose } from '../../renderer/map/composition.ts'
import { noLayers, type MapLayers, type Mark } from '../../renderer/map/layers.ts'
import { LOOKS } from '../../renderer/map/looks.ts'
import { outerRem, paint } from '../../renderer/map/paint.ts'
import { cameraOver, projectionOf } from '../../renderer/map/projection.ts'

const AREA = { south: 33.53, west: 113.95, north: 33.67, east: 114.1 }
const SIZE = { widthPx: 1920, heightPx: 1080 }
const REM_PX = 16
const SCALE = 0.55
const projection = projectionOf(cameraOver(AREA, SIZE.widthPx, SIZE.heightPx), SIZE.widthPx, SIZE.heightPx)

interface Place {
  lat: number
  lon: number
}

/** Milliseconds of each picture: of the wall's own map, and of loops over the same places with nothing around them. */
interface Pictures {
  readonly map: readonly number[]
  readonly images: readonly number[]
  readonly rings: readonly number[]
}

/** By turns, so that a busy moment of the machine meets all alike; each picture shows every unit at a new place. */
function drawUnits(units: number, pictures: number): Pictures {
  document.body.style.cssText = `margin:0;width:${SIZE.widthPx}px;height:${SIZE.heightPx}px`
  const map = new CanvasMap({ element: document.body, onRestored: () => {}, onGone: () => {} })
  map.start()
  map.resize(SIZE)
  const own = document.querySelector('canvas')?.getContext('2d')
  const raw = bareCanvas()
  if (own === null || own === undefined || raw === undefined)
    throw new Error('This browser has no 2D canvas.')
  const image = unitImage()
  const found = { map: [] as number[], images: [] as number[], rings: [] as number[] }
  for (let picture = 0; picture < pictures; picture++) {
    const places = placesAt(units, picture)
    const layers = layersOf(places)
    found.map.push(
      timed(own, () =>
        map.draw(compose(layers, projection, REM_PX, { city: undefined, english: false }), REM_PX),
      ),
    )
    found.images.push(timed(raw, () => drawImages(raw, places, image)))
    found.rings.push(timed(raw, () => drawRings(raw, places)))
  }
  return found
}

/** To the pixels: reading one makes the browser carry out what it has only noted. */
function timed(context: CanvasRenderingContext2D, step: () => void): number {
  const startMs = performance.now()
  step()
  context.getImageData(0, 0, 1, 1)
  return performance.now() - startMs
}

function bareCanvas(): CanvasRenderingContext2D | undefined {
  const canvas = document.createElement('canvas')
  canvas.width = SIZE.widthPx
  canvas.height = SIZE.heightPx
  document.body.append(canvas)
  return canvas.getContext('2d') ?? undefined
}

/** Some of the places are drawn twice in a real city; here no two are the same. */
function placesAt(units: number, picture: number): readonly Place[] {
  return Array.from({ length: units }, (_, index) => {
    const angle = index + picture * 0.4
    const [column, row] = [index % 100, Math.floor(index / 100)]
    return {
      lat: AREA.south + 0.002 + (row / (units / 100)) * 0.135 + Math.sin(angle) * 0.0015,
      lon: AREA.west + 0.002 + (column / 100) * 0.145 + Math.cos(angle) * 0.0015,
    }
  })
}

function layersOf(places: readonly Place[]): MapLayers {
  const unit = places.map((position, index): Mark => ({ id: `unit-${index}`, position, look: 'unit-calm' }))
  const layers = noLayers()
  return { ...layers, marks: { ...layers.marks, unit } }
}

function unitImage(): OffscreenCanvas {
  const look = LOOKS['unit-calm']
  const edge = Math.ceil(outerRem(look) * REM_PX * 2) + 2
  const image = new OffscreenCanvas(edge, edge)
  const pen = image.getContext('2d')
  if (pen !== null) paint(pen, look, edge / 2, edge / 2, REM_PX)
  return image
}

function drawImages(
  context: CanvasRenderingContext2D,
  places: readonly Place[],
  image: OffscreenCanvas,
): void {
  const edge = image.width * SCALE
  context.clearRect(0, 0, SIZE.widthPx, SIZE.heightPx)
  for (const { lat, lon } of places) {
    context.drawImage(image, projection.x(lon) - edge / 2, projection.y(lat) - edge / 2, edge, edge)
  }
}

function drawRings(context: CanvasRenderingContext2D, places: readonly Place[]): void {
  context.clearRect(0, 0, SIZE.widthPx, SIZE.heightPx)
  context.strokeStyle = LOOKS['unit-calm'].color
  context.lineWidth = 1.5
  for (const { lat, lon } of places) {
    context.beginPath()
    context.arc(projection.x(lon), projection.y(lat), REM_PX * 0.38 * SCALE, 0, Math.PI * 2)
    context.stroke()
  }
}

Object.assign(globalThis, { drawUnits })
