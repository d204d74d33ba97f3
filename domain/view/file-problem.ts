import { PLACE_WORDS, PROBLEM_SENTENCES } from './problem-sentences.ts'

export type ProblemCode = keyof typeof PROBLEM_SENTENCES

type HolesIn<T extends string> = T extends `${string}{${infer Hole}}${infer Rest}`
  ? Hole | HolesIn<Rest>
  : never

/** What the sentence of a code names. */
export type ProblemPart<C extends ProblemCode> = HolesIn<(typeof PROBLEM_SENTENCES)[C]>

/**
 * A step on the way to what is wrong: a field or a path as it stands in the file, an entry by its id or its number
 * (from 1), or a word for what has no field.
 */
export type PlaceStep =
  | string
  | { readonly entry: string }
  | { readonly number: number }
  | { readonly word: 'file' | 'pack' | 'event' | 'zoneAndPhase' }

export type Place = readonly PlaceStep[]

/**
 * A mistake in a file that people write, by its code, its place and what its sentence names.
 * - Every code has a sentence in every language, and every hole of the sentence a part: the compiler sees to it.
 * - It holds no sentence itself: a log has it in English, a view in the language that it has just now.
 * - What the system or the JSON engine said of the file is the part `reason`, as it came: English.
 */
export interface FileProblem {
  readonly code: ProblemCode
  /** Empty where the sentence is about the file. */
  readonly place: Place
  readonly parts: Readonly<Record<string, string | readonly string[]>>
}

type Parts<C extends ProblemCode> = Readonly<Record<ProblemPart<C>, string | number | readonly string[]>>

export function problemAt<C extends ProblemCode>(place: Place, code: C, parts: Parts<C>): FileProblem {
  const given = Object.entries<string | number | readonly string[]>(parts)
  const texts = given.map(([name, part]) => [name, typeof part === 'number' ? String(part) : part] as const)
  return { code, place, parts: Object.fromEntries(texts) }
}

/** A language of problems: templates with the same holes as the English ones. */
export interface ProblemWords {
  readonly code: Readonly<Record<ProblemCode, string>>
  readonly place: Readonly<Record<keyof typeof PLACE_WORDS, string>>
  /** Between the entries of a list. */
  readonly comma: string
}

export const ENGLISH_PROBLEMS: ProblemWords = { code: PROBLEM_SENTENCES, place: PLACE_WORDS, comma: ', ' }

/** For logs and commands. */
export function englishProblem(problem: FileProblem): string {
  return problemText(problem, ENGLISH_PROBLEMS)
}

/** The whole sentence with its place. */
export function problemText({ code, place, parts }: FileProblem, words: ProblemWords): string {
  const sentence = filled(words.code[code], parts, words)
  if (place.length === 0) return sentence
  const steps = place.map((step) => stepText(step, words)).join(words.place.between)
  return filled(words.place.placed, { place: steps, sentence }, words)
}

/** The names in braces of a sentence, in its order. */
export function holesOf(template: string): readonly string[] {
  return [...template.matchAll(HOLE)].map(([, name = '']) => name)
}

const HOLE = /\{(\w+)\}/g

function filled(template: string, parts: FileProblem['parts'], { comma }: ProblemWords): string {
  return template.replaceAll(HOLE, (_hole, name: string) => {
    const part = parts[name] ?? ''
    return typeof part === 'string' ? part : part.join(comma)
  })
}

function stepText(step: PlaceStep, words: ProblemWords): string {
  if (typeof step === 'string') return step
  if ('word' in step) return words.place[step.word]
  if ('entry' in step) return filled(words.place.entry, { id: step.entry }, words)
  return filled(words.place.number, { number: String(step.number) }, words)
}
