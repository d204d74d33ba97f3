import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { jsonEnd, readJson } from './read-json.ts'

const LAYOUT = readFileSync(join(import.meta.dirname, '../../resources/layouts/three-displays.json'), 'utf8')

/** The engine tells a position for some mistakes, and for others only the text around them. */
function positionByEngine(text: string): number | 'none' | 'untold' {
  try {
    JSON.parse(text)
    return 'none'
  } catch (error) {
    const [, position] = /at position (\d+)/.exec(String(error)) ?? []
    return position === undefined ? 'untold' : Number(position)
  }
}

const isFew = (characters: number) => characters >= 0 && characters < 6

function isJson(text: string): boolean {
  return 'value' in readJson(text)
}

describe('readJson', () => {
  test('gives the value of what is JSON', () => {
    expect(readJson(' {"a": [1, -2.5e3, true, null, "x\\u00e9\\n"], "b": {}} ')).toEqual({
      value: { a: [1, -2500, true, null, 'xé\n'], b: {} },
    })
  })

  test.each<[string, number, number, string]>([
    ['', 1, 1, 'Unexpected end of JSON input'],
    ['{\n  "a": 1,\n}', 3, 1, 'Expected double-quoted property name'],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3, "Expected ',' or '}' after property value"],
    ['{"a": [1, 2,]}', 1, 13, "Unexpected token ']'"],
    ['{"a": tru}', 1, 7, "Unexpected token '}'"],
    ['{"a": "half', 1, 12, 'Unterminated string'],
    ['{"a": "b\nc"}', 1, 9, 'Bad control character in string literal'],
    ['{"a": "\\q"}', 1, 8, 'Bad escaped character'],
    ['{"a" 1}', 1, 6, "Expected ':' after property name"],
    ['{} {}', 1, 4, 'Unexpected non-whitespace character after JSON'],
    ['\ufeff{}', 1, 1, "Unexpected token '\ufeff'"],
  ])('tells line and column, which the engine tells seldom: %j', (text, line, column, reason) => {
    expect(readJson(text)).toEqual({ fault: { line, column, reason } })
  })

  test('a layout is read to its end, and cut off anywhere it only ends too early', () => {
    expect(jsonEnd(LAYOUT)).toBe(LAYOUT.length)
    const whole = LAYOUT.trimEnd().length
    for (let length = 0; length < whole; length += 37) {
      const text = LAYOUT.slice(0, length)
      expect([length, isJson(text)]).toEqual([length, false])
      // Half a word and half an escape are wrong where they begin.
      expect(jsonEnd(text)).toBeGreaterThanOrEqual(length - 6)
    }
  })

  test('its place is the one that the engine tells, where the engine tells one', () => {
    let told = 0
    for (const sign of ['"', '}', ']', ',', ':', '{', '0', 'x', '\\', '\n']) {
      for (let at = 0; at < LAYOUT.length; at += 41) {
        const text = LAYOUT.slice(0, at) + sign + LAYOUT.slice(at + 1)
        const position = positionByEngine(text)
        if (position === 'none') expect([sign, at, jsonEnd(text)]).toEqual([sign, at, text.length])
        if (typeof position !== 'number') continue
        told += 1
        // A word or a number that is spelt wrong is told from its first letter on.
        expect([sign, at, position - jsonEnd(text)]).toEqual([sign, at, expect.toSatisfy(isFew)])
      }
    }
    expect(told).toBeGreaterThan(100)
  })
})
