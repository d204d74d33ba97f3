import { app, screen, type BrowserWindow } from 'electron'
import type { AppModule } from '../app-module.ts'
import { openWallWindow, type WallWindowOptions } from '../wall-window.ts'
import type { LayoutDisplays } from '../layout-displays.ts'
import { screensOfLayout } from '../screen-displays.ts'
import { planPlacement, type Screen } from '../window-placement.ts'

interface Placed {
  readonly screen: Screen
  readonly window: BrowserWindow
}

export interface Windows extends AppModule {
  show(): void
}

/**
 * One kiosk window on every display, for as long as the display is there; with a layout each is told which display
 * it is, by what its screen says of itself.
 */
export function kioskWindows(options: WallWindowOptions, layout?: LayoutDisplays): Windows {
  const placed = new Map<number, Placed>()
  let quitting = false

  function follow(): void {
    if (quitting) return
    const windows = new Map([...placed].map(([id, it]) => [id, it.screen]))
    const plan = planPlacement(screensOfLayout(screen.getAllDisplays(), layout?.displays ?? []), windows)
    for (const id of plan.close) close(id)
    for (const display of plan.open) open(display)
  }
  function open(display: Screen): void {
    const { id, bounds, displayId, isDesk } = display
    const place = isDesk === true ? { deskBounds: bounds } : { kioskBounds: bounds }
    const window = openWallWindow({ ...options, ...place, displayId })
    placed.set(id, { screen: display, window })
    if (displayId !== undefined) options.log.info({ display: displayId, bounds }, 'a display has its window')
    window.once('closed', () => {
      if (placed.get(id)?.window !== window) return
      // Not we closed it: the display is still to be lit.
      placed.delete(id)
      setImmediate(follow)
    })
  }
  function close(id: number): void {
    const window = placed.get(id)?.window
    placed.delete(id)
    if (window !== undefined && !window.isDestroyed()) window.destroy()
  }

  return {
    prepare: preventThrottling,
    start() {
      app.on('before-quit', () => (quitting = true))
      // No window may only mean that the displays are switched off; this listener keeps the app.
      app.on('window-all-closed', () => options.log.info('No window is open; the wall waits for a display.'))
      screen.on('display-added', follow)
      screen.on('display-removed', follow)
      screen.on('display-metrics-changed', follow)
      const stop = layout?.follow(follow)
      if (stop !== undefined) app.on('quit', stop)
      follow()
    },
    show() {
      for (const { window } of placed.values()) window.focus()
    },
  }
}

/** An ordinary window, for a desk; closing it ends the app. */
export function deskWindow(options: WallWindowOptions): Windows {
  let window: BrowserWindow | undefined
  return {
    prepare: preventThrottling,
    start() {
      window = openWallWindow(options)
      app.on('window-all-closed', () => app.quit())
    },
    show() {
      if (window === undefined || window.isDestroyed()) return
      if (window.isMinimized()) window.restore()
      window.focus()
    },
  }
}

/** What `backgroundThrottling: false` does not cover: a window that another one hides, as far as the desktop knows. */
function preventThrottling(): void {
  app.commandLine.appendSwitch('disable-backgrounding-occluded-windows')
}
