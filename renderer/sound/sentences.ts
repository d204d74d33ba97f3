import { wordKeysOf } from '../../domain/alarm/catalogue.ts'
import type { AlarmItem } from '../../domain/view/alarm-item.ts'
import { spokenZh } from './spoken-zh.ts'

/** The words of the wall in the language of the person. */
export type Translate = (key: string, named?: Record<string, unknown>) => string

export type SpokenLanguage = 'zh' | 'en'

/** One alarm as one says it: how urgent, what, where, and what to do. */
export function alarmSentence(item: AlarmItem, language: SpokenLanguage, t: Translate): string {
  const { name, response } = wordKeysOf(item.kind)
  const what = [item.subject, item.place ?? item.zone ?? ''].filter((part) => part !== '')
  const sentence = t('alarms.spoken.alarm', {
    priority: t(`alarms.priority.${item.priority}`),
    kind: t(name),
    what: what.join(language === 'zh' ? '，' : ', '),
    response: t(response),
  })
  return inLanguage(sentence, language)
}

export function inLanguage(sentence: string, language: SpokenLanguage): string {
  return language === 'zh' ? spokenZh(sentence) : sentence
}
