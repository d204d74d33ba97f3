import { computed, inject, onScopeDispose, provide, shallowRef, watch } from 'vue'
import type { ComputedRef, InjectionKey } from 'vue'
import type { Clock } from '../../domain/clock.ts'
import { pathAgeOf } from '../wall/path-proof.ts'
import type { WallView } from '../wall/use-wall.ts'
import { Announcer } from './announcer.ts'
import { blindnessOf, SENTENCES } from './blindness.ts'
import type { Voice } from './voice.ts'

/** `locked`: nobody has touched this page yet, so no browser lets it be heard. */
export type SoundState = 'on' | 'muted' | 'locked'

export interface Sound {
  readonly state: ComputedRef<SoundState>
  /** How many sentences or tones were given. */
  readonly said: ComputedRef<number>
  toggleMute(): void
}

const KEY: InjectionKey<Sound> = Symbol('sound')
const GESTURES = ['keydown', 'pointerdown'] as const

export function provideSound(wall: WallView, clock: Clock, voice: Voice): Sound {
  const unlocked = shallowRef(false)
  const muted = shallowRef(false)
  const said = shallowRef(0)
  const state = computed(() => (!unlocked.value ? 'locked' : muted.value ? 'muted' : 'on'))
  const announcer = new Announcer(clock, (cause) => {
    if (state.value !== 'on') return
    voice.say(SENTENCES[cause])
    said.value++
  })
  const unlock = (): void => {
    voice.unlock()
    unlocked.value = true
    for (const name of GESTURES) removeEventListener(name, unlock)
  }
  for (const name of GESTURES) addEventListener(name, unlock)
  const cause = computed(() => {
    const path = pathAgeOf(wall.status.value, wall.provenMs.value, wall.nowMs.value)
    return blindnessOf(wall.status.value, path?.doubted ?? false)
  })
  watch(cause, (now) => announcer.set(now), { immediate: true })
  onScopeDispose(() => {
    for (const name of GESTURES) removeEventListener(name, unlock)
    announcer.stop()
    voice.dispose()
  })
  const sound: Sound = {
    state,
    said: computed(() => said.value),
    toggleMute: () => (muted.value = !muted.value),
  }
  provide(KEY, sound)
  return sound
}

export function useSound(): Sound {
  const sound = inject(KEY)
  if (sound === undefined) throw new Error('A header must stand inside a component that called provideSound.')
  return sound
}
