import { expect, test } from 'vitest'
import { arcMinutesOf, glyphHeightMm, isTooSmall, rootFontPx, SMALLEST_REM } from './legibility.ts'
import { CAPITAL_PER_EM, HAN_PER_EM } from './read-page.ts'

const glass = { widthMm: 2436, distanceMm: 3500 }
const fullHd = { widthPx: 1920, heightPx: 1080 }

test('a glyph of 22 minutes of arc is 22.4 mm high at 3.5 m', () => {
  expect(glyphHeightMm(3500, 22)).toBeCloseTo(22.4, 1)
})

test('the smallest Chinese text is seen at 22 minutes of arc, a Latin capital of the same size above 16', () => {
  const notePx = rootFontPx(glass, fullHd) * SMALLEST_REM
  expect(arcMinutesOf(notePx * HAN_PER_EM, glass, 1920)).toBeCloseTo(22, 3)
  expect(arcMinutesOf(notePx * CAPITAL_PER_EM, glass, 1920)).toBeGreaterThan(16)
})

test('a display of twice the pixels has text of twice the pixels', () => {
  expect(rootFontPx(glass, { widthPx: 3840, heightPx: 2160 })).toBeCloseTo(2 * rootFontPx(glass, fullHd), 5)
})

test('a glass too small for its distance keeps one column, and says that it cannot be read', () => {
  const far = { ...glass, distanceMm: 20_000 }
  expect(rootFontPx(far, fullHd)).toBeCloseTo(1080 / 28, 5)
  expect(isTooSmall(far, fullHd)).toBe(true)
  expect(isTooSmall(glass, fullHd)).toBe(false)
})

test('near by, no text gets smaller than a screen can draw', () => {
  expect(rootFontPx({ ...glass, distanceMm: 300 }, { widthPx: 1280, heightPx: 800 })).toBe(10)
})
