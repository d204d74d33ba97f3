import type { CodedSentence } from '../proto/gen/wall/v1/command.ts'

/** The trailer of a call that ends with a status: an encoded `CodedSentence`. */
export const CODED_TRAILER = 'coded-sentence-bin'

/**
 * What a person at a wall may be refused for, and what the sentence names. Codes and names are for ever: a wall
 * says the sentence in its own words by them.
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
} as const satisfies Readonly<Record<string, readonly string[]>>

export type SentenceCode = keyof typeof SENTENCE_PARTS

type Parts<C extends SentenceCode> = Readonly<Record<(typeof SENTENCE_PARTS)[C][number], string>>

export function coded<C extends SentenceCode>(code: C, parts: Parts<C>): CodedSentence {
  return { code, parts: { ...parts } }
}
