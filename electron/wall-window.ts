import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron'
import type { Logger } from '../core/log.ts'
import type { Clock } from '../domain/clock.ts'
import { PageKeeper } from './page-keeper.ts'
import { webPreferences } from './web-preferences.ts'
import type { Bounds } from './window-placement.ts'

export interface WallWindowOptions {
  /** Absent: an ordinary window on a desk. */
  readonly kioskBounds?: Bounds
  /** An ordinary window that begins as large as its screen. */
  readonly deskBounds?: Bounds
  /** The display of the layout that the page is told to be. */
  readonly displayId?: string | undefined
  readonly preloadFile: string
  readonly devTools: boolean
  readonly clock: Clock
  readonly log: Logger
}

/** The ground of the wall's own colours, so that no window is white before its page is drawn. */
const GROUND_COLOR = '#0f1419'
const DESK_SIZE = { width: 1600, height: 900 }

/** A window with the wall in it that comes back by itself whatever happens to its page. */
export function openWallWindow({
  kioskBounds,
  deskBounds,
  displayId,
  preloadFile,
  devTools,
  clock,
  log,
}: WallWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...(deskBounds ?? placement(kioskBounds)),
    title: 'FiveTen',
    backgroundColor: GROUND_COLOR,
    autoHideMenuBar: true,
    webPreferences: webPreferences(preloadFile, devTools),
  })
  new PageKeeper({ window, displayId, clock, log }).start()
  return window
}

function placement(kioskBounds: Bounds | undefined): BrowserWindowConstructorOptions {
  return kioskBounds === undefined ? DESK_SIZE : { ...kioskBounds, kiosk: true, frame: false, movable: false }
}
