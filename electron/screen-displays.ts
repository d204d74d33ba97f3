import type { LayoutDisplay } from '../core/displays/layout.ts'
import { matchScreens } from '../core/displays/match-screens.ts'
import type { Screen } from './window-placement.ts'

/** A screen as Electron tells it; the label is of the screen's own data, where the system passes it on. */
export interface ElectronScreen extends Screen {
  readonly label?: string
}

/** The screens with the display of the layout that each one is. What the layout does not know stays without. */
export function screensOfLayout(
  screens: readonly ElectronScreen[],
  displays: readonly LayoutDisplay[],
): readonly Screen[] {
  const found = screens.map(({ id, bounds, scaleFactor, label }) => ({
    key: id,
    x: bounds.x,
    y: bounds.y,
    widthPx: Math.round(bounds.width * scaleFactor),
    heightPx: Math.round(bounds.height * scaleFactor),
    ...(label === undefined ? {} : { label }),
  }))
  const matched = matchScreens(displays, found)
  return screens.map(({ id, bounds, scaleFactor }) => {
    const display = displays.find((one) => one.id === matched.get(id))
    const place = { id, bounds: { ...bounds }, scaleFactor }
    return display === undefined ? place : { ...place, displayId: display.id, isDesk: display.desk }
  })
}
