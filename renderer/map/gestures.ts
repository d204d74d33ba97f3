import type { MapCamera } from '../../domain/view/display-item.ts'
import type { Projection } from './projection.ts'
import type { Gesture } from './view-lock.ts'

const WHEEL_STEP = 1.2
const KEY_STEP = 1.35
/** Of the width of the map, for one press of an arrow. */
const PAN_SHARE = 0.15
/** A hand that only clicks moves a little as well. */
const DRAG_FROM_PX = 4

export interface GestureTarget {
  readonly projection: () => Projection | undefined
  readonly move: (kind: Gesture, camera: MapCamera) => void
}

/** Drag and wheel, and while the map has the focus the keys + - and arrows. Returns what takes them away. */
export function listenToGestures(element: HTMLElement, target: GestureTarget): () => void {
  const controller = new AbortController()
  const options = { signal: controller.signal }
  element.addEventListener('pointerdown', (event) => drag(element, event, target), options)
  element.addEventListener('wheel', (event) => wheel(element, event, target), { ...options, passive: false })
  element.addEventListener('keydown', (event) => press(event, target), options)
  return () => controller.abort()
}

function drag(element: HTMLElement, down: PointerEvent, { projection, move }: GestureTarget): void {
  const start = projection()
  if (start === undefined || down.button !== 0) return
  const controller = new AbortController()
  const options = { signal: controller.signal }
  let dragging = false
  element.setPointerCapture(down.pointerId)
  const onMove = (event: PointerEvent): void => {
    const [dx, dy] = [event.clientX - down.clientX, event.clientY - down.clientY]
    dragging ||= Math.hypot(dx, dy) >= DRAG_FROM_PX
    if (!dragging) return
    const middle = start.at(start.widthPx / 2 - dx, start.heightPx / 2 - dy)
    move('drag', { ...middle, widthM: start.camera.widthM })
  }
  element.addEventListener('pointermove', onMove, options)
  for (const end of ['pointerup', 'pointercancel'] as const)
    element.addEventListener(end, () => controller.abort(), options)
}

function wheel(element: HTMLElement, event: WheelEvent, { projection, move }: GestureTarget): void {
  const now = projection()
  if (now === undefined || event.deltaY === 0) return
  event.preventDefault()
  const box = element.getBoundingClientRect()
  const under = now.at(event.clientX - box.left, event.clientY - box.top)
  const factor = event.deltaY > 0 ? WHEEL_STEP : 1 / WHEEL_STEP
  move('wheel', zoomed(now.camera, factor, under))
}

/** What lies under the pointer stays there. */
export function zoomed(camera: MapCamera, factor: number, under: { lat: number; lon: number }): MapCamera {
  return {
    lat: under.lat + (camera.lat - under.lat) * factor,
    lon: under.lon + (camera.lon - under.lon) * factor,
    widthM: camera.widthM * factor,
  }
}

/** Arrows belong to the rows but for a map that has the focus. */
function press(event: KeyboardEvent, { projection, move }: GestureTarget): void {
  const now = projection()
  if (now === undefined || event.ctrlKey || event.altKey || event.metaKey) return
  const camera = stepped(event.key, now)
  if (camera === undefined) return
  event.preventDefault()
  move('keys', camera)
}

export function stepped(key: string, projection: Projection): MapCamera | undefined {
  const { camera, widthPx, heightPx } = projection
  const step = widthPx * PAN_SHARE
  const to = (dx: number, dy: number): MapCamera => ({
    ...projection.at(widthPx / 2 + dx, heightPx / 2 + dy),
    widthM: camera.widthM,
  })
  switch (key) {
    case '+':
    case '=':
      return { ...camera, widthM: camera.widthM / KEY_STEP }
    case '-':
      return { ...camera, widthM: camera.widthM * KEY_STEP }
    case 'ArrowLeft':
      return to(-step, 0)
    case 'ArrowRight':
      return to(step, 0)
    case 'ArrowUp':
      return to(0, -step)
    case 'ArrowDown':
      return to(0, step)
    default:
      return undefined
  }
}
