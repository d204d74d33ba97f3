import { expect, test } from 'vitest'
import { elapsedText, remainingText } from './duration-text.ts'

test('remaining time rounds up, overdue and elapsed time down', () => {
  expect(remainingText(300_000)).toBe('5:00')
  expect(remainingText(299_001)).toBe('5:00')
  expect(remainingText(299_000)).toBe('4:59')
  expect(remainingText(0)).toBe('0:00')
  expect(remainingText(-999)).toBe('0:00')
  expect(remainingText(-72_500)).toBe('\u22121:12')
  expect(elapsedText(59_999)).toBe('0:59')
  expect(elapsedText(3_661_000)).toBe('1:01:01')
})
