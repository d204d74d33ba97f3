import { expect, test } from 'vitest'
import { maskPersonalData } from '../../domain/privacy/mask-personal-data.ts'
import { optionalWordsOf, wordsOf } from './wire-values.ts'

test('a sign that turns the text after it is seen instead', () => {
  expect(wordsOf('长江路\u202egnp.exe')).toBe('长江路\ufffdgnp.exe')
  expect(wordsOf('a\u2066b\u2069c')).toBe('a\ufffdb\ufffdc')
})

test('signs without a shape hide nothing from the mask', () => {
  expect(maskPersonalData(wordsOf('138\u200b1234\u20605678'))).toBe('138****5678')
  expect(optionalWordsOf('\ufeff')).toBeUndefined()
})

test('words of any script stay as they are', () => {
  const words = 'ᠮᠣᠩᠭᠣᠯ\u200d ئۇيغۇر བོད་ཡིག 𠮷野 👨\u200d👩\u200d👧'
  expect(wordsOf(words)).toBe(words)
})
