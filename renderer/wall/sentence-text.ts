import {
  sayable,
  type CodedSentence,
  type SentenceCode,
  type SentencePart,
} from '../../domain/view/coded-sentence.ts'
import type { Replica } from '../../domain/view/delta.ts'
import { localTime } from './time-text.ts'

/** The language of the view. */
export interface SentenceLanguage {
  readonly locale: string
  readonly t: (key: string, named?: Readonly<Record<string, unknown>>) => string
  readonly te: (key: string) => boolean
}

/** What the parts of a sentence refer to, as this page knows it. */
export interface SentenceWorld {
  readonly replica: Pick<Replica, 'unit' | 'case' | 'grid' | 'display' | 'event'>
  readonly utcOffsetMinutes: number
}

type Say = (value: string, world: SentenceWorld, language: SentenceLanguage) => string

/** The fields of an act as the gateway calls them, in the words of the act sheet. */
const FIELD_WORDS: Readonly<Record<string, string>> = {
  reason: 'text',
  text: 'note',
  duration: 'pauseMinutes',
}

const asItIs: Say = (value) => value
const word =
  (group: string): Say =>
  (value, _world, { t, te }) =>
    te(`${group}.${value}`) ? t(`${group}.${value}`) : value
const each =
  (say: Say): Say =>
  (value, world, language) =>
    value
      .split(', ')
      .map((one) => say(one, world, language))
      .join(language.locale === 'en' ? ', ' : '、')
const named = (thing: { readonly name: string; readonly nameEn?: string } | undefined, locale: string) =>
  (locale === 'en' ? thing?.nameEn : undefined) ?? thing?.name

const grid: Say = (id, { replica }) => replica.grid.get(id)?.name ?? id
const role = word('desk.role')
const display: Say = (id, { replica }, { locale }) => named(replica.display.get(id), locale) ?? id
const check: Say = (value, world, language) => {
  const [name = '', count = ''] = value.split(' ')
  return `${word('event.check')(name, world, language)} ${count}`
}

/** How a person calls what a part names. */
const SAY: Readonly<Record<SentencePart, Say>> = {
  act: word('act.kind'),
  at: (ms, { utcOffsetMinutes }) => localTime(Number(ms), utcOffsetMinutes).time,
  by: asItIs,
  case: (id, { replica }) => replica.case.get(id)?.title ?? id,
  checks: each(check),
  core: asItIs,
  count: asItIs,
  display,
  displays: each(display),
  ending: word('sentence.ending'),
  event: (id, { replica }, { locale }) => named(replica.event.get(id)?.pack, locale) ?? id,
  field: (name, world, language) => word('act.field')(FIELD_WORDS[name] ?? name, world, language),
  file: asItIs,
  grid,
  grids: each(grid),
  hours: asItIs,
  item: asItIs,
  kinds: each(word('sentence.resource')),
  limit: asItIs,
  lost: asItIs,
  minutes: asItIs,
  name: asItIs,
  path: asItIs,
  preset: asItIs,
  revision: asItIs,
  role,
  roles: each(role),
  saved: asItIs,
  seconds: asItIs,
  size: asItIs,
  status: word('unitStatus'),
  unit: (id, { replica }) => replica.unit.get(id)?.name ?? id,
  view: asItIs,
}

/** The sentence in the language of the view; `undefined` for a code that this version does not know. */
export function sentenceText(
  coded: CodedSentence,
  world: SentenceWorld,
  language: SentenceLanguage,
): string | undefined {
  const parts = sayable(coded)
  if (parts === undefined) return undefined
  const words = parts.map((part) => [part, SAY[part](coded.parts[part] ?? '', world, language)] as const)
  return language.t(sentenceKey(coded.code as SentenceCode), Object.fromEntries(words))
}

export function sentenceKey(code: SentenceCode): string {
  return `sentence.code.${code}`
}
