import { useI18n } from 'vue-i18n'
import type { CodedSentence } from '../../domain/view/coded-sentence.ts'
import { sentenceText } from './sentence-text.ts'
import type { WallView } from './use-wall.ts'

/**
 * Says what the wall or its gateway has said, in the language of the view. Where there is no code, or one of a newer
 * gateway, it is their own sentence: English, and better than none.
 */
export function useSentences({ replica, utcOffsetMinutes }: Pick<WallView, 'replica' | 'utcOffsetMinutes'>) {
  const { t, te, locale } = useI18n()
  return (sentence: string, coded: CodedSentence | undefined): string => {
    if (coded === undefined) return sentence
    const world = { replica, utcOffsetMinutes: utcOffsetMinutes.value }
    return sentenceText(coded, world, { t, te, locale: locale.value }) ?? sentence
  }
}
