import { computed, inject, onScopeDispose, provide, shallowRef, watch } from 'vue'
import type { ComputedRef, InjectionKey, ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Clock } from '../../domain/clock.ts'
import type { HandFirst } from '../wall/hand-first.ts'
import { pathAgeOf } from '../wall/path-proof.ts'
import { localTime } from '../wall/time-text.ts'
import type { WallView } from '../wall/use-wall.ts'
import { AlarmEar } from './alarm-ear.ts'
import { Announcer } from './announcer.ts'
import { blindnessOf } from './blindness.ts'
import { pageFrames, watchFrames } from './frame-watch.ts'
import { alarmSentence, inLanguage, type SpokenLanguage } from './sentences.ts'
import { soundingDisplay } from './sounding.ts'
import { SpeechQueue, type SpeechState } from './speech-queue.ts'
import type { Voice } from './voice.ts'

/** `locked`: nobody has touched this page yet, so no browser lets it be heard. */
export type SoundState = 'on' | 'muted' | 'locked'

export interface Sound {
  readonly state: ComputedRef<SoundState>
  /** How many sentences or tones were given. */
  readonly said: ComputedRef<number>
  readonly speech: ShallowRef<SpeechState>
  /** The voice of this machine for the language of the page; `undefined`: tones only. */
  readonly voiceName: ComputedRef<string | undefined>
  /** Another display by its name, when it is that one that sounds. */
  readonly elsewhere: ComputedRef<string | undefined>
  toggleMute(): void
  /** One tone and one sentence, whoever else sounds. */
  test(): void
}

const KEY: InjectionKey<Sound> = Symbol('sound')
const GESTURES = ['keydown', 'pointerdown'] as const

export function provideSound(wall: WallView, clock: Clock, voice: Voice, hand: HandFirst): Sound {
  const { t, locale } = useI18n()
  const unlocked = shallowRef(voice.isUnlocked)
  const muted = shallowRef(false)
  const said = shallowRef(0)
  const voices = shallowRef(0)
  const isFrozen = shallowRef(false)
  const state = computed(() => (!unlocked.value ? 'locked' : muted.value ? 'muted' : 'on'))
  const language = computed<SpokenLanguage>(() => (locale.value === 'en' ? 'en' : 'zh'))
  const sounding = computed(() => {
    void wall.versions.display.value
    return soundingDisplay(wall.asker, [...wall.replica.display.values()])
  })
  const queue = new SpeechQueue({
    clock,
    speak(text) {
      said.value++
      return voice.say(text, language.value)
    },
    summary: (count) => inLanguage(t('alarms.spoken.more', { count }), language.value),
    onChange: (now) => (speech.value = now),
  })
  const speech = shallowRef(queue.state())
  const announcer = new Announcer(clock, (cause) => {
    if (state.value !== 'on') return
    const text = inLanguage(t(`alarms.blind.${cause}`), language.value)
    queue.add({ id: `blind/${cause}`, always: true, text: () => text })
  })
  const ear = new AlarmEar()

  function listen(): void {
    const { tone, fresh } = ear.listen(wall.replica.alarm.values(), clock.monotonicMs())
    if (state.value !== 'on' || !sounding.value.isHere) return
    if (tone !== undefined) {
      voice.tone(tone)
      said.value++
    }
    // Without a voice the tone has said it all.
    if (voice.nameOf(language.value) === undefined) return
    for (const { id, priority, announcedMs } of fresh) {
      queue.add({
        id,
        always: priority === 'high',
        text() {
          const now = wall.replica.alarm.get(id)
          const isOpen = now?.state === 'unacknowledged' && now.announcedMs === announcedMs
          return isOpen ? alarmSentence(now, language.value, t) : undefined
        },
      })
    }
  }

  const unlock = (): void => {
    unlocked.value = true
    // Starting it takes some hundredths of a second: after the answer to the key.
    hand.run(() => voice.unlock())
    for (const name of GESTURES) removeEventListener(name, unlock)
  }
  for (const name of GESTURES) addEventListener(name, unlock)
  const cause = computed(() => {
    const path = pathAgeOf(wall.status.value, wall.provenMs.value, wall.nowMs.value)
    return blindnessOf(wall.status.value, path?.doubted ?? false, isFrozen.value)
  })
  watch(cause, (now) => announcer.set(now), { immediate: true })
  watch([wall.versions.alarm, wall.nowMs], listen)
  queue.start()
  const stopFrames = watchFrames(clock, pageFrames, (frozen) => (isFrozen.value = frozen))
  const offVoices = voice.onVoices(() => voices.value++)
  onScopeDispose(() => {
    for (const name of GESTURES) removeEventListener(name, unlock)
    stopFrames()
    offVoices()
    queue.stop()
    announcer.stop()
    voice.dispose()
  })
  const sound: Sound = {
    state,
    said: computed(() => said.value),
    speech,
    voiceName: computed(() => {
      void voices.value
      return voice.nameOf(language.value)
    }),
    elsewhere: computed(() => {
      const { isHere, display } = sounding.value
      if (isHere || display === undefined) return undefined
      return (locale.value === 'en' ? display.nameEn : undefined) ?? display.name
    }),
    toggleMute: () => (muted.value = !muted.value),
    test() {
      voice.unlock()
      voice.tone('low')
      const time = localTime(wall.nowMs.value ?? 0, wall.utcOffsetMinutes.value).minute
      const text = inLanguage(t('alarms.sound.testSentence', { time }), language.value)
      queue.add({ id: 'test', always: true, text: () => text })
    },
  }
  provide(KEY, sound)
  return sound
}

export function useSound(): Sound {
  const sound = inject(KEY)
  if (sound === undefined) throw new Error('A header must stand inside a component that called provideSound.')
  return sound
}
