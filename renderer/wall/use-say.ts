import { inject, provide, shallowRef, type InjectionKey, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Cancel, Clock } from '../../domain/clock.ts'
import type { Answer, Request } from '../../domain/view/request.ts'
import { UNANSWERED } from './asks.ts'
import { useSentences } from './use-sentences.ts'
import type { WallView } from './use-wall.ts'

/** What became of what a person asked, as a sentence that stays long enough to be read. */
export interface Say {
  readonly sentence: ShallowRef<string>
  say(sentence: string): void
  /** Asks the wall; a refusal or a note is said here, so that no caller can forget it. */
  ask(request: Request): Promise<Answer>
}

const SHOWN_MS = 10_000
const KEY: InjectionKey<Say> = Symbol('say')

export function provideSay(wall: WallView, clock: Clock): Say {
  const { t } = useI18n()
  const sentenceOf = useSentences(wall)
  const sentence = shallowRef('')
  let cancel: Cancel = () => undefined
  const say: Say = {
    sentence,
    say(text) {
      cancel()
      sentence.value = text
      cancel = clock.setTimer(SHOWN_MS, () => (sentence.value = ''))
    },
    async ask(request) {
      const answer = await wall.asks.ask(request)
      const { refusal = '', note, coded } = answer
      if (refusal === UNANSWERED) say.say(t('displays.unanswered'))
      else if (!answer.accepted) say.say(t('displays.refused', { reason: sentenceOf(refusal, coded) }))
      else if (note !== undefined) say.say(sentenceOf(note, coded))
      return answer
    },
  }
  provide(KEY, say)
  return say
}

export function useSay(): Say {
  const say = inject(KEY)
  if (say === undefined) throw new Error('A panel must stand inside a component that called provideSay.')
  return say
}
