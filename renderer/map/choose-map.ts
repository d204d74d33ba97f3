import { CanvasMap } from './canvas-map/canvas-map.ts'
import { isRealGpu, unmaskedRenderer } from './gpu.ts'
import type { MapSurface, SurfaceOptions } from './map-view.ts'

/** `?map=globe` or `?map=canvas` in the address of a page says which surface it has, whatever the machine is. */
export type MapChoice = 'globe' | 'canvas' | 'machine'

export function choiceOfAddress(search: string): MapChoice {
  const asked = new URLSearchParams(search).get('map')
  return asked === 'globe' || asked === 'canvas' ? asked : 'machine'
}

/** A globe where a graphics card draws it, a plain canvas where the processor would have to. */
export async function createSurface(options: SurfaceOptions, choice: MapChoice): Promise<MapSurface> {
  const asGlobe = choice === 'globe' || (choice === 'machine' && isRealGpu(unmaskedRenderer()))
  if (!asGlobe) return plainSurface(options)
  const { CesiumMap } = await import('./cesium-map/cesium-map.ts')
  const map = new CesiumMap(options)
  map.start()
  return map
}

export function plainSurface(options: SurfaceOptions): MapSurface {
  const map = new CanvasMap(options)
  map.start()
  return map
}
