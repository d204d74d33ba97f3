import { computed, onScopeDispose, provide, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { RoomRem } from '../scenes/arrangement.ts'
import {
  arcMinutesOf,
  isTooSmall,
  rootFontPx,
  SMALLEST_REM,
  type Glass,
  type WindowPx,
} from './legibility.ts'
import { HAN_PER_EM } from './read-page.ts'
import { ROOM } from './use-room.ts'

export interface Reading {
  /** Of the smallest Chinese text. */
  readonly minutes: number
  readonly distanceM: number
  readonly tooSmall: boolean
}

/** Keeps the root font at the size that the display's millimetres and distance ask for. */
export function useLegibility(glass: ComputedRef<Glass>): Ref<Reading> {
  const window = shallowRef(windowNow())
  const fontPx = computed(() => rootFontPx(glass.value, window.value))
  const room = ref<RoomRem>({ widthRem: 1, heightRem: 1 })
  const reading = ref<Reading>({ minutes: 0, distanceM: 0, tooSmall: false })
  const set = (): void => {
    const { widthPx, heightPx } = window.value
    document.documentElement.style.fontSize = `${fontPx.value}px`
    room.value = { widthRem: widthPx / fontPx.value, heightRem: heightPx / fontPx.value }
    reading.value = {
      minutes: arcMinutesOf(fontPx.value * SMALLEST_REM * HAN_PER_EM, glass.value, widthPx),
      distanceM: glass.value.distanceMm / 1000,
      tooSmall: isTooSmall(glass.value, window.value),
    }
  }
  const measure = (): void => void (window.value = windowNow())
  watch([glass, window], set, { immediate: true })
  addEventListener('resize', measure)
  onScopeDispose(() => removeEventListener('resize', measure))
  provide(ROOM, room)
  return reading
}

function windowNow(): WindowPx {
  return { widthPx: innerWidth, heightPx: innerHeight }
}
