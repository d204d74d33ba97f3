import { expect, test } from 'vitest'
import { arcMinutesOf, bodyFontPx, glyphHeightMm } from './legibility.ts'

const display = { name: 'wall', widthMm: 2436, distanceMm: 3500 }

test('a glyph of 22 minutes of arc is 22.4 mm high at 3.5 m', () => {
  expect(glyphHeightMm(3500, 22)).toBeCloseTo(22.4, 1)
})

test('the default display gives about 20 px at 1920 and 40 px at 3840', () => {
  expect(bodyFontPx(display, 1920)).toBeCloseTo(19.6, 1)
  expect(bodyFontPx(display, 3840)).toBeCloseTo(39.2, 1)
})

test('explaining text of 0.9 of the body is above the least height for a wall', () => {
  const bodyPx = bodyFontPx(display, 1920)
  expect(arcMinutesOf(bodyPx, display, 1920)).toBeCloseTo(22, 1)
  expect(arcMinutesOf(bodyPx * 0.9, display, 1920)).toBeGreaterThan(16)
})

test('text never pushes the panels off the glass, nor becomes unreadable near by', () => {
  expect(bodyFontPx({ ...display, distanceMm: 20_000 }, 1920)).toBeCloseTo(1920 / 84, 5)
  expect(bodyFontPx({ ...display, distanceMm: 300 }, 1280)).toBe(10)
})
