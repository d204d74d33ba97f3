import { lettersOf } from './pinyin-initials.ts'

/**
 * Where in a name the query begins, in signs that can be typed: by the character itself or by its pinyin initial,
 * mixed as one likes. Blanks count on neither side. `undefined`: nowhere. Without a query every name matches at 0.
 */
export function matchOf(name: string, query: string): number | undefined {
  const signs = signsOf(name)
  const wanted = signsOf(query.toLowerCase())
  for (let start = 0; start + wanted.length <= signs.length; start++) {
    if (wanted.every((sign, index) => isTypedBy(signs[start + index] ?? '', sign))) return start
  }
  return undefined
}

function signsOf(text: string): readonly string[] {
  return [...text].filter((sign) => /[\p{L}\p{N}]/u.test(sign))
}

function isTypedBy(sign: string, typed: string): boolean {
  return sign === typed || lettersOf(sign).includes(typed)
}
