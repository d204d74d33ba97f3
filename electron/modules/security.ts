import { app, session, type WebContents } from 'electron'
import type { Logger } from '../../core/log.ts'
import type { AppModule } from '../app-module.ts'
import { isWallUrl } from '../wall-address.ts'

/** The locks of Electron's security list that are not preferences of a window: a wall shows its own page, and asks for nothing. */
export function security(log: Logger): AppModule {
  return {
    prepare() {
      app.enableSandbox()
      app.on('web-contents-created', (_event, contents) => lock(contents, log))
    },
    start() {
      const wall = session.defaultSession
      wall.setPermissionRequestHandler((_contents, permission, answer) => {
        log.warn(`The page asked for the permission ${permission}; refused.`)
        answer(false)
      })
      wall.setPermissionCheckHandler(() => false)
      wall.setDevicePermissionHandler(() => false)
      wall.on('will-download', (event) => event.preventDefault())
    },
  }
}

function lock(contents: WebContents, log: Logger): void {
  // Its own address only: so a page may reload itself, and nothing else.
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame && isWallUrl(event.url)) return
    event.preventDefault()
    log.warn(`The page wanted to go to ${event.url}; refused.`)
  })
  contents.on('will-redirect', (event) => {
    if (!isWallUrl(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    log.warn(`The page wanted to open ${url}; refused.`)
    return { action: 'deny' }
  })
}
