import type { LayoutDisplay } from '../../core/displays/layout.ts'
import { matchScreens, type FoundScreen } from '../../core/displays/match-screens.ts'

/** A window as it is to be: on which display, and where. */
export interface WantedWindow {
  readonly displayId: string
  readonly x: number
  readonly y: number
  readonly widthPx: number
  readonly heightPx: number
  /** An ordinary window with a frame, for a seat. */
  readonly isDesk: boolean
}

/** One window for each display whose monitor is there, exactly as large as that monitor. */
export function wantedWindows(
  displays: readonly LayoutDisplay[],
  monitors: readonly FoundScreen<string>[],
): readonly WantedWindow[] {
  const matched = matchScreens(displays, monitors)
  return monitors.flatMap(({ key, x, y, widthPx, heightPx }) => {
    const display = displays.find(({ id }) => id === matched.get(key))
    // A monitor that is being switched off may be listed once more with no size.
    if (display === undefined || widthPx === 0 || heightPx === 0) return []
    return [{ displayId: display.id, x, y, widthPx, heightPx, isDesk: display.desk }]
  })
}

export interface WindowPlan {
  readonly close: readonly string[]
  readonly open: readonly WantedWindow[]
}

/** A window whose place or size is another one now is closed and opened anew: nothing is ever left off screen. */
export function planWindows(
  wanted: readonly WantedWindow[],
  open: ReadonlyMap<string, WantedWindow>,
): WindowPlan {
  const isKept = (window: WantedWindow | undefined): boolean =>
    window !== undefined && wanted.some((one) => isSame(one, window))
  return {
    close: [...open].filter(([, window]) => !isKept(window)).map(([id]) => id),
    open: wanted.filter((window) => !isKept(open.get(window.displayId))),
  }
}

function isSame(one: WantedWindow, other: WantedWindow): boolean {
  const keys = ['displayId', 'x', 'y', 'widthPx', 'heightPx', 'isDesk'] as const
  return keys.every((key) => one[key] === other[key])
}
