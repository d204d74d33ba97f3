/**
 * What the wall and its gateway say to people, by code, and what each sentence names. A view says it in its own
 * language (`renderer/i18n`, one sentence for each code); logs, audits and other clients have the English one. The
 * first part are the gateway's codes, as they are on the wire: they are for ever.
 */
export const SENTENCE_PARTS = {
  'act-unknown': [],
  'already-done': ['act', 'unit', 'case'],
  'audit-failed': [],
  'case-closed': ['case'],
  'case-ended': ['case', 'ending'],
  'case-full': ['case', 'limit'],
  'case-handled': ['case', 'act'],
  'case-of-gateway': ['case'],
  'case-outside': ['case', 'grid', 'grids'],
  'case-unknown': ['case'],
  'clock-not-started': ['case'],
  'control-character': [],
  'field-missing': ['field'],
  'form-refused': [],
  'name-unlisted': ['name'],
  'no-certificate': [],
  'paused-already': ['case'],
  'reveal-role': ['role', 'roles'],
  'revision-ahead': ['revision'],
  'role-too-low': ['act', 'role', 'roles'],
  'text-too-long': ['limit'],
  'unit-assigned': ['unit', 'case'],
  'unit-elsewhere': ['unit', 'case'],
  'unit-not-assigned': ['unit', 'case'],
  'unit-not-available': ['unit', 'status'],
  'unit-outside': ['unit', 'grid', 'grids'],
  'unit-unknown': ['unit'],

  'outbox-full': ['limit'],
  'outbox-failed': [],

  'alarm-aside': ['by', 'at'],
  'alarm-gone': [],
  'alarm-not-aside': [],
  'alarm-taken': ['by', 'at'],
  'shelf-reason-missing': [],
  'shelf-too-long': ['hours'],

  'display-held': ['display', 'by', 'minutes'],
  'display-unknown': ['display', 'displays'],
  'no-rotation': ['display'],
  'preset-held': ['display', 'by', 'minutes'],
  'preset-unknown': ['preset'],

  'event-active': ['event'],
  'event-gone': ['event'],
  'event-item-unknown': ['item'],
  'event-not-active': ['event'],
  'event-other-active': ['event'],
  'event-refused': ['file', 'count'],
  'event-unknown': ['event'],
  'preflight-open': ['checks'],

  'cache-held': ['path', 'size'],
  'clock-step': ['seconds'],
  'digest-differs': ['revision', 'kinds'],
  'gateway-not-writing': [],
  'kinds-unknown': [],
  'outbox-aside': ['path', 'saved', 'lost'],
  'outbox-unreadable': ['path'],
  'proof-not-come': [],
  'proof-not-stored': [],
  'values-unknown': [],

  'not-written': [],
  'request-failed': [],
  'request-unknown': [],
  'reveal-cut-off': [],
  'reveal-unanswered': [],
  'view-outdated': ['view', 'core'],
  'visitors-present': [],
} as const satisfies Readonly<Record<string, readonly SentencePart[]>>

export type SentenceCode = keyof typeof SENTENCE_PARTS

/** Parts that refer to something of the wall by its id; the others are words, numbers and names. */
export const REFERENCES = ['unit', 'case', 'grid', 'grids', 'display', 'displays', 'event'] as const

/** `at` is an instant in Unix milliseconds; lists are separated by a comma and a blank. */
export type SentencePart =
  | (typeof REFERENCES)[number]
  | 'act'
  | 'at'
  | 'by'
  | 'checks'
  | 'core'
  | 'count'
  | 'ending'
  | 'field'
  | 'file'
  | 'hours'
  | 'item'
  | 'kinds'
  | 'limit'
  | 'lost'
  | 'minutes'
  | 'name'
  | 'path'
  | 'preset'
  | 'revision'
  | 'role'
  | 'roles'
  | 'saved'
  | 'seconds'
  | 'size'
  | 'status'
  | 'view'

/** A sentence by its code and what it names. The code may be one of a newer gateway, which this wall cannot say. */
export interface CodedSentence {
  readonly code: string
  readonly parts: Readonly<Record<string, string>>
}

type Parts<C extends SentenceCode> = Readonly<Record<(typeof SENTENCE_PARTS)[C][number], string | number>>

export function coded<C extends SentenceCode>(code: C, parts: Parts<C>): CodedSentence {
  const texts = Object.entries<string | number>(parts).map(([name, value]) => [name, String(value)] as const)
  return { code, parts: Object.fromEntries(texts) }
}

/** The parts of a sentence that this wall can say; `undefined` for any other, and where one of them is missing. */
export function sayable({ code, parts }: CodedSentence): readonly SentencePart[] | undefined {
  if (!Object.hasOwn(SENTENCE_PARTS, code)) return undefined
  const names: readonly SentencePart[] = SENTENCE_PARTS[code as SentenceCode]
  return names.every((name) => parts[name] !== undefined) ? names : undefined
}
