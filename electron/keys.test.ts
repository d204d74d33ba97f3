import { describe, expect, test } from 'vitest'
import { isPageKey, isQuitKey } from './keys.ts'

function keyOf(chord: string) {
  const names = chord.split('+')
  return {
    key: names.at(-1) ?? '',
    control: names.includes('Ctrl'),
    shift: names.includes('Shift'),
    alt: names.includes('Alt'),
    meta: names.includes('Meta'),
  }
}

describe('isPageKey', () => {
  test.each([
    'l',
    '?',
    'A',
    '案',
    '😀',
    ' ',
    'Enter',
    'Escape',
    'Tab',
    'PageDown',
    'Process',
    'Shift',
    'Ctrl+Control',
  ])('lets %s through', (chord) => expect(isPageKey(keyOf(chord))).toBe(true))
  test.each(['Ctrl+c', 'Ctrl+V', 'Ctrl+z', 'Ctrl+Shift+z', 'Ctrl+Enter', 'Ctrl+ArrowLeft'])(
    'lets %s through, which edits',
    (chord) => expect(isPageKey(keyOf(chord))).toBe(true),
  )
  test.each([
    ...['F1', 'F5', 'F7', 'F11', 'F12', 'F24', 'Shift+F10', 'ContextMenu', 'PrintScreen'],
    ...['BrowserBack', 'BrowserRefresh', 'BrowserHome', 'LaunchMail', 'GoBack'],
    ...[
      'Ctrl+r',
      'Ctrl+Shift+R',
      'Ctrl+w',
      'Ctrl+n',
      'Ctrl+t',
      'Ctrl+o',
      'Ctrl+s',
      'Ctrl+p',
      'Ctrl+u',
      'Ctrl+f',
    ],
    ...['Ctrl+Shift+I', 'Ctrl+Shift+J', 'Ctrl+Shift+C', 'Ctrl+0', 'Ctrl+-', 'Ctrl+=', 'Ctrl+Tab', 'Ctrl+q'],
    ...['Alt+F4', 'Alt+ArrowLeft', 'Alt+d', 'Alt+Home', 'Meta+l', 'Meta+Alt+i', 'Ctrl+Alt+Delete'],
  ])('keeps %s from the page', (chord) => expect(isPageKey(keyOf(chord))).toBe(false))
})

test('one chord is the way out', () => {
  expect(isQuitKey(keyOf('Ctrl+Shift+Q'))).toBe(true)
  expect(isQuitKey(keyOf('Ctrl+q'))).toBe(false)
  expect(isQuitKey(keyOf('Shift+Q'))).toBe(false)
})
