import { describe, expect, test } from 'vitest'
import type { LayoutDisplay, ScreenIdentity } from './layout.ts'
import { matchScreens, type FoundScreen } from './match-screens.ts'

function display(id: string, screen?: ScreenIdentity, widthPx = 1920, heightPx = 1080): LayoutDisplay {
  const glass = { widthMm: 1000, heightMm: 500, widthPx, heightPx, distanceMm: 2000 }
  return { id, name: id, ...glass, sounds: false, desk: false, scene: 'overview', takeover: [], screen }
}

function screen(key: string, x: number, more: Partial<FoundScreen<string>> = {}): FoundScreen<string> {
  return { key, x, y: 0, widthPx: 1920, heightPx: 1080, ...more }
}

const matched = (displays: readonly LayoutDisplay[], screens: readonly FoundScreen<string>[]) =>
  Object.fromEntries(matchScreens(displays, screens))

describe('matchScreens', () => {
  test('the order of the screens counts for nothing', () => {
    const displays = [display('a', { label: 'LED' }), display('b', { label: 'Side' })]
    const screens = [screen('1', 0, { label: 'side' }), screen('2', 1920, { label: 'LED ' })]
    expect(matched(displays, screens)).toEqual({ 1: 'b', 2: 'a' })
    expect(matched(displays, screens.toReversed())).toEqual({ 1: 'b', 2: 'a' })
  })

  test('a name decides against a place', () => {
    const moved = display('a', { output: 'DP-1', x: 0, y: 0, widthPx: 1920, heightPx: 1080 })
    expect(matched([moved], [screen('1', 1920, { output: 'DP-1' })])).toEqual({ 1: 'a' })
    expect(matched([moved], [screen('1', 0, { output: 'DP-2' })])).toEqual({})
  })

  test('a host that cannot tell the name goes by place and size', () => {
    const displays = [
      display('a', { output: 'DP-1', x: 0, y: 0 }),
      display('b', { output: 'DP-2', x: 1920, y: 0, widthPx: 3840, heightPx: 2160 }),
    ]
    const big = { widthPx: 3840, heightPx: 2160 }
    expect(matched(displays, [screen('1', 0), screen('2', 1920, big)])).toEqual({ 1: 'a', 2: 'b' })
    expect(matched(displays, [screen('2', 1920)])).toEqual({})
  })

  test('between screens of one model the place decides', () => {
    const displays = [
      display('left', { label: 'M', x: 0, y: 0 }),
      display('right', { label: 'M', x: 1920, y: 0 }),
    ]
    const screens = [screen('2', 1920, { label: 'M' }), screen('1', 0, { label: 'M' })]
    expect(matched(displays, screens)).toEqual({ 1: 'left', 2: 'right' })
  })

  test('without a word about its screen a display goes by its size, once', () => {
    expect(
      matched([display('a')], [screen('1', 0, { widthPx: 800 }), screen('2', 800), screen('3', 2720)]),
    ).toEqual({
      2: 'a',
    })
  })

  test('no screen is no match', () => {
    expect(matched([display('a')], [])).toEqual({})
  })
})
