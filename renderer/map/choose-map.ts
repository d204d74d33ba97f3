import type { Clock } from '../../domain/clock.ts'
import { CanvasMap } from './canvas-map/canvas-map.ts'
import { isRealGpu, unmaskedRenderer } from './gpu.ts'
import type { MapView, MapViewOptions } from './map-view.ts'

/** A globe where a graphics card draws it, a plain canvas where the processor would have to. */
export async function createMap(options: MapViewOptions, clock: Clock): Promise<MapView> {
  if (isRealGpu(unmaskedRenderer())) {
    const { CesiumMap } = await import('./cesium-map/cesium-map.ts')
    const map = new CesiumMap(options)
    map.start()
    return map
  }
  const map = new CanvasMap(options, clock)
  map.start()
  return map
}
