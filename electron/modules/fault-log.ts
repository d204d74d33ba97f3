import { app, type WebContents } from 'electron'
import type { Logger } from '../../core/log.ts'
import type { AppModule } from '../app-module.ts'

/** What goes wrong inside Chromium is nowhere to be seen on a kiosk, unless it is written down. */
export function faultLog(log: Logger): AppModule {
  return {
    prepare() {
      app.on('web-contents-created', (_event, contents) => listen(contents, log))
      app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
        // The core is a child, too, but has its own supervisor.
        if (type !== 'Utility') log.error(`Chromium's ${type} process is gone (${reason}, ${exitCode}).`)
      })
    },
  }
}

function listen(contents: WebContents, log: Logger): void {
  contents.on('console-message', ({ level, message, sourceId, lineNumber }) => {
    if (level === 'error') log.error(`The page says: ${message} (${sourceId}:${lineNumber})`)
  })
  contents.on('preload-error', (_event, file, error) =>
    log.error(`The preload ${file} failed: ${error.message}`),
  )
}
