import { describe, expect, test } from 'vitest'
import { planPlacement, type Screen } from './window-placement.ts'

const left: Screen = { id: 1, bounds: { x: 0, y: 0, width: 1920, height: 1080 }, scaleFactor: 1 }
const right: Screen = { id: 2, bounds: { x: 1920, y: 0, width: 3840, height: 2160 }, scaleFactor: 1 }
const windows = (...screens: Screen[]) => new Map(screens.map((screen) => [screen.id, screen]))

describe('planPlacement', () => {
  test('opens one window per display', () => {
    expect(planPlacement([left, right], windows())).toEqual({ close: [], open: [left, right] })
  })
  test('leaves a display alone that is announced again', () => {
    const again = { ...left, bounds: { ...left.bounds } }
    expect(planPlacement([again, right], windows(left, right))).toEqual({ close: [], open: [] })
  })
  test('closes the window of a display that went', () => {
    expect(planPlacement([left], windows(left, right))).toEqual({ close: [2], open: [] })
  })
  test.each([
    ['moved', { ...right, bounds: { ...right.bounds, x: -3840 } }],
    ['resized', { ...right, bounds: { ...right.bounds, height: 1080 } }],
    ['scaled', { ...right, scaleFactor: 2 }],
  ])('replaces the window of a display that was %s', (_how, changed) => {
    expect(planPlacement([left, changed], windows(left, right))).toEqual({ close: [2], open: [changed] })
  })
  test('no display is no window, and a display without size is none', () => {
    const dark = { ...left, bounds: { ...left.bounds, width: 0 } }
    expect(planPlacement([], windows(left))).toEqual({ close: [1], open: [] })
    expect(planPlacement([dark], windows())).toEqual({ close: [], open: [] })
  })
})
