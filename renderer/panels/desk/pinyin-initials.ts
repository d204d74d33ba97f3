/**
 * The first letters of Chinese characters in pinyin, without a dictionary: the browser's own collation orders
 * characters by pinyin, and each letter begins at the character that stands first in it. A character of several
 * readings has the one that the collation chose; those that place names and family names read otherwise have their
 * other letter in `OTHER_READINGS`, and both are found. Other characters of several readings are known by one only.
 */
const collator = new Intl.Collator('zh-u-co-pinyin')

const FIRST_OF_LETTER: readonly (readonly [letter: string, first: string])[] = [
  ['a', '阿'],
  ['b', '八'],
  ['c', '嚓'],
  ['d', '咑'],
  ['e', '妸'],
  ['f', '发'],
  ['g', '旮'],
  ['h', '哈'],
  ['j', '丌'],
  ['k', '咔'],
  ['l', '垃'],
  ['m', '妈'],
  ['n', '拏'],
  ['o', '噢'],
  ['p', '妑'],
  ['q', '七'],
  ['r', '呥'],
  ['s', '仨'],
  ['t', '他'],
  ['w', '屲'],
  ['x', '夕'],
  ['y', '丫'],
  ['z', '帀'],
]

const OTHER_READINGS: Readonly<Record<string, string>> = {
  重: 'c',
  长: 'c',
  行: 'h',
  翟: 'z',
  曾: 'z',
  单: 's',
  会: 'k',
  朝: 'z',
  乐: 'y',
  解: 'x',
  厦: 's',
  六: 'l',
  角: 'l',
  车: 'j',
  沈: 's',
  盛: 'c',
  石: 's',
  仇: 'q',
  区: 'o',
  尉: 'w',
}

const known = new Map<string, string>()

/** The letters that a character may be typed by; itself for what is not Chinese. */
export function lettersOf(character: string): string {
  const found = known.get(character)
  if (found !== undefined) return found
  const letters = /\p{Script=Han}/u.test(character)
    ? `${firstLetterOf(character)}${OTHER_READINGS[character] ?? ''}`
    : character.toLowerCase()
  known.set(character, letters)
  return letters
}

function firstLetterOf(character: string): string {
  let letter = ''
  for (const [next, first] of FIRST_OF_LETTER) {
    if (collator.compare(character, first) < 0) break
    letter = next
  }
  return letter
}

/** 'lj2' for 老街2组 up to the first sign it cannot say; for display and tests. */
export function initialsOf(text: string): string {
  return [...text].map((character) => lettersOf(character)[0] ?? '').join('')
}
