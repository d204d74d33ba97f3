import { app, type BrowserWindow } from 'electron'
import type { Logger } from '../core/log.ts'
import type { Cancel, Clock } from '../domain/clock.ts'
import { PAGE_BEAT } from './channels.ts'
import { CrashHistory } from './crash-history.ts'
import { PageWatchdog } from './page-watchdog.ts'
import { RestartPolicy } from './restart-policy.ts'
import { isWallUrl, wallUrl } from './wall-address.ts'

export interface PageKeeperParts {
  readonly window: BrowserWindow
  /** The display of the layout that the page is told to be. */
  readonly displayId: string | undefined
  readonly clock: Clock
  readonly log: Logger
}

/**
 * Keeps a page in a window, whatever becomes of it: one that crashed or cannot be loaded is loaded again, one that
 * hangs is ended, which is the same from then on. After three crashes in five minutes the page is asked for in its
 * safe layout, and stays so for as long as the window: to try again what ended it is for a person to decide.
 */
export class PageKeeper {
  readonly #parts: PageKeeperParts
  readonly #restarts: RestartPolicy
  readonly #crashes: CrashHistory
  readonly #watchdog: PageWatchdog
  #isSafe = false
  #cancelLoad: Cancel | undefined
  #quitting = false

  constructor(parts: PageKeeperParts) {
    const { clock, log } = parts
    this.#parts = parts
    this.#restarts = new RestartPolicy(clock)
    this.#crashes = new CrashHistory(clock)
    this.#watchdog = new PageWatchdog({
      clock,
      onHung: () => this.#end('gave no sign of life'),
      onPainting: (isPainting) =>
        log.warn(
          isPainting
            ? 'A page is painted again.'
            : 'A page answers, but is not painted: its display may be off.',
        ),
    })
  }

  /** Ends by itself with the window. */
  start(): void {
    const { window } = this.#parts
    const quit = (): void => this.#quit()
    app.once('before-quit', quit)
    window.once('closed', () => {
      app.off('before-quit', quit)
      this.#rest()
    })
    window.webContents.on('render-process-gone', (_event, { reason }) => this.#gone(reason))
    window.on('unresponsive', () => this.#end('does not answer to input'))
    window.webContents.ipc.on(PAGE_BEAT, (event, painted: unknown) => {
      if (isWallUrl(event.senderFrame?.url ?? '')) this.#watchdog.beat(painted === true)
    })
    this.#load()
  }

  #load(): void {
    const { window, displayId } = this.#parts
    if (window.isDestroyed()) return
    this.#restarts.started()
    this.#watchdog.expectFirstBeat()
    window.loadURL(wallUrl(displayId, this.#isSafe)).catch((error: unknown) => this.#failed(error))
  }

  #failed(error: unknown): void {
    const { window, log } = this.#parts
    // A crash while it was loaded is told as a crash.
    if (this.#quitting || window.isDestroyed() || window.webContents.isCrashed()) return
    this.#watchdog.rest()
    const delayMs = this.#loadLater()
    log.error(`The page could not be loaded (${String(error)}); it is tried again in ${delayMs} ms.`)
  }

  #gone(reason: string): void {
    const { window, log } = this.#parts
    // A window whose page is gone would wait for ever for the page's consent to be closed.
    if (this.#quitting) return window.destroy()
    this.#watchdog.rest()
    const isOneTooMany = this.#crashes.crashed()
    const delayMs = this.#loadLater()
    log.error(`A page is gone (${reason}); it is loaded again in ${delayMs} ms.`)
    if (!isOneTooMany || this.#isSafe) return
    this.#isSafe = true
    log.error(
      'It was the third time in five minutes: this window shows the safe layout until it is started anew.',
    )
  }

  #loadLater(): number {
    const delayMs = this.#restarts.nextDelayMs()
    this.#cancelLoad?.()
    this.#cancelLoad = this.#parts.clock.setTimer(delayMs, () => this.#load())
    return delayMs
  }

  #end(what: string): void {
    const { window, log } = this.#parts
    if (window.isDestroyed() || window.webContents.isCrashed()) return
    // A person who looks at a page in the developer tools may hold it.
    if (window.webContents.isDevToolsOpened()) return
    log.error(`A page ${what}; it is ended and loaded again.`)
    window.webContents.forcefullyCrashRenderer()
  }

  #quit(): void {
    this.#quitting = true
    this.#rest()
  }

  #rest(): void {
    this.#cancelLoad?.()
    this.#watchdog.rest()
  }
}
