import type { z } from 'zod'
import { PROBLEM_SENTENCES } from '../../domain/view/problem-sentences.ts'
import {
  holesOf,
  type FileProblem,
  type Place,
  type ProblemCode,
  type ProblemPart,
} from '../../domain/view/file-problem.ts'

/** What the sentence of a schema may name: what the value may be, and what it is. */
type SchemaPart = 'limit' | 'choices' | 'given' | 'key' | 'reason'

type SchemaCode = {
  [C in ProblemCode]: [ProblemPart<C>] extends [SchemaPart] ? C : never
}[ProblemCode]

type Issue = z.core.$ZodIssue

/** A schema's own message is a code: what its sentence names is taken from the issue. */
export function says(code: SchemaCode): string {
  return code
}

/** Longer than this, a value is no help in a sentence. */
const MAX_GIVEN_CHARACTERS = 200

const TYPES: Readonly<Record<string, SchemaCode>> = {
  string: 'not-text',
  number: 'not-number',
  int: 'whole',
  boolean: 'not-boolean',
  array: 'not-list',
  object: 'not-object',
  record: 'not-object',
}
const TOO_SMALL: Readonly<Record<string, SchemaCode>> = { string: 'empty', array: 'few' }
const TOO_BIG: Readonly<Record<string, SchemaCode>> = { string: 'text-long', array: 'many' }

/** A problem per mistake of shape; `reportInput` must have been on when it was looked for. */
export function schemaProblems(
  issues: readonly Issue[],
  placeOf: (path: readonly PropertyKey[]) => Place,
): readonly FileProblem[] {
  return issues.flatMap((issue) => {
    const place = placeOf(issue.path)
    if (issue.code !== 'unrecognized_keys') return [problemOf(issue, place)]
    return issue.keys.map((key) => ({ code: 'key-unknown' as const, place, parts: { key } }))
  })
}

function problemOf(issue: Issue, place: Place): FileProblem {
  const code = codeOf(issue)
  const parts = holesOf(PROBLEM_SENTENCES[code]).map((name) => [name, partOf(issue, name)] as const)
  return { code, place, parts: Object.fromEntries(parts) }
}

function codeOf(issue: Issue): ProblemCode {
  if (Object.hasOwn(PROBLEM_SENTENCES, issue.message)) return issue.message as SchemaCode
  if (issue.code === 'invalid_type') {
    return issue.input === undefined ? 'missing' : (TYPES[issue.expected] ?? 'unusable')
  }
  if (issue.code === 'invalid_value') return 'one-of'
  if (issue.code === 'too_small') return TOO_SMALL[issue.origin] ?? 'least'
  if (issue.code === 'too_big') return TOO_BIG[issue.origin] ?? 'most'
  return 'unusable'
}

function partOf(issue: Issue, name: string): string | readonly string[] {
  if (name === 'limit' && issue.code === 'too_small') return String(issue.minimum)
  if (name === 'limit' && issue.code === 'too_big') return String(issue.maximum)
  if (name === 'choices' && issue.code === 'invalid_value') return issue.values.map(String)
  if (name === 'given') return shown(issue.input)
  return issue.message
}

function shown(input: unknown): string {
  const text = typeof input === 'string' ? input : (JSON.stringify(input) ?? 'nothing')
  return text.slice(0, MAX_GIVEN_CHARACTERS).replaceAll(/\s+/g, ' ')
}
