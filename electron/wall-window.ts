import { app, BrowserWindow, type BrowserWindowConstructorOptions } from 'electron'
import type { Logger } from '../core/log.ts'
import type { Cancel, Clock } from '../domain/clock.ts'
import { RestartPolicy } from './restart-policy.ts'
import { WALL_URL } from './wall-address.ts'
import type { Bounds } from './window-placement.ts'

export interface WallWindowOptions {
  /** Absent: an ordinary window on a desk. */
  readonly kioskBounds?: Bounds
  readonly preloadFile: string
  readonly devTools: boolean
  readonly clock: Clock
  readonly log: Logger
}

/** The ground of the wall's own colours, so that no window is white before its page is drawn. */
const GROUND_COLOR = '#0f1419'
const DESK_SIZE = { width: 1600, height: 900 }

/** A window with the wall in it that comes back by itself whatever happens to its page. */
export function openWallWindow(options: WallWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...placement(options.kioskBounds),
    title: 'FiveTen',
    backgroundColor: GROUND_COLOR,
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      // A wall nobody touches looks like one nobody sees; its clocks must go on all the same.
      backgroundThrottling: false,
      devTools: options.devTools,
    },
  })
  recover(window, options)
  load(window, options.log)
  return window
}

function placement(kioskBounds: Bounds | undefined): BrowserWindowConstructorOptions {
  return kioskBounds === undefined ? DESK_SIZE : { ...kioskBounds, kiosk: true, frame: false, movable: false }
}

/** A page that crashed is loaded again; one that hangs is ended, which is the same thing from then on. */
function recover(window: BrowserWindow, { clock, log }: WallWindowOptions): void {
  const policy = new RestartPolicy(clock)
  policy.started()
  let cancel: Cancel | undefined
  let quitting = false
  const quit = (): void => {
    quitting = true
    cancel?.()
  }
  app.once('before-quit', quit)
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    // A window whose page is gone would wait for ever for the page's consent to be closed.
    if (quitting) return window.destroy()
    const delayMs = policy.nextDelayMs()
    log.error(`A page is gone (${reason}); it is loaded again in ${delayMs} ms.`)
    cancel?.()
    cancel = clock.setTimer(delayMs, () => {
      policy.started()
      if (!window.isDestroyed()) load(window, log)
    })
  })
  window.on('unresponsive', () => {
    log.error('A page does not answer; it is ended and loaded again.')
    window.webContents.forcefullyCrashRenderer()
  })
  window.once('closed', () => {
    app.off('before-quit', quit)
    cancel?.()
  })
}

function load(window: BrowserWindow, log: Logger): void {
  window
    .loadURL(WALL_URL)
    .catch((error: unknown) => log.error(`The page could not be loaded: ${String(error)}.`))
}
