import { describe, expect, test } from 'vitest'
import type { LayoutDisplay, ScreenIdentity } from '../core/displays/layout.ts'
import { screensOfLayout, type ElectronScreen } from './screen-displays.ts'
import { planPlacement } from './window-placement.ts'

function display(id: string, screen: ScreenIdentity, desk = false): LayoutDisplay {
  const glass = { widthMm: 1000, heightMm: 500, widthPx: 1920, heightPx: 1080, distanceMm: 2000 }
  return { id, name: id, ...glass, sounds: false, desk, scene: 'overview', takeover: [], screen }
}

const led: ElectronScreen = {
  id: 7,
  label: 'LED',
  bounds: { x: 0, y: 0, width: 1920, height: 540 },
  scaleFactor: 2,
}
const side: ElectronScreen = {
  id: 9,
  label: '',
  bounds: { x: 1920, y: 0, width: 1280, height: 800 },
  scaleFactor: 1,
}

describe('screensOfLayout', () => {
  test('finds displays by label, or by place and native pixels, whatever the numbers of the screens', () => {
    const displays = [
      display('desk', { x: 1920, y: 0, widthPx: 1280, heightPx: 800 }, true),
      display('wall', { label: 'LED', widthPx: 3840, heightPx: 1080 }),
    ]
    expect(screensOfLayout([led, side], displays)).toMatchObject([
      { id: 7, displayId: 'wall', isDesk: false },
      { id: 9, displayId: 'desk', isDesk: true },
    ])
    const renumbered = screensOfLayout(
      [
        { ...side, id: 1 },
        { ...led, id: 2 },
      ],
      displays,
    )
    expect(renumbered).toMatchObject([
      { id: 1, displayId: 'desk' },
      { id: 2, displayId: 'wall' },
    ])
  })

  test('a screen that the layout does not know has no display, and so the wall of old', () => {
    const screens = screensOfLayout([led, side], [display('wall', { label: 'LED' })])
    expect(screens[1]).toEqual({ id: 9, bounds: side.bounds, scaleFactor: 1 })
  })

  test('a screen that becomes another display gets another window', () => {
    const before = screensOfLayout([led], [display('a', { label: 'LED' })])
    const after = screensOfLayout([led], [display('b', { label: 'LED' })])
    const windows = new Map(before.map((screen) => [screen.id, screen]))
    expect(planPlacement(after, windows)).toEqual({ close: [7], open: after })
    expect(planPlacement(before, windows)).toEqual({ close: [], open: [] })
  })
})
