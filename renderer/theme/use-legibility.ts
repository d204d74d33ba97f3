import { onScopeDispose, ref, watch, type Ref, type ShallowRef } from 'vue'
import type { WallStatus } from '../wall/status.ts'
import { arcMinutesOf, bodyFontPx } from './legibility.ts'

export interface Reading {
  readonly minutes: number
  readonly distanceM: number
}

/** Keeps the root font at the size that the display's millimetres and distance ask for. */
export function useLegibility(status: Readonly<ShallowRef<WallStatus>>): Ref<Reading> {
  const reading = ref<Reading>({ minutes: 0, distanceM: 0 })
  const set = (): void => {
    const { display } = status.value
    const fontPx = bodyFontPx(display, innerWidth)
    document.documentElement.style.fontSize = `${fontPx}px`
    reading.value = {
      minutes: arcMinutesOf(fontPx, display, innerWidth),
      distanceM: display.distanceMm / 1000,
    }
  }
  watch(() => status.value.display, set, { immediate: true })
  addEventListener('resize', set)
  onScopeDispose(() => removeEventListener('resize', set))
  return reading
}
