import { app, Menu } from 'electron'
import type { AppModule } from '../app-module.ts'

/**
 * No menu, and with it none of the keys a menu brings: no reload, no zoom, no developer tools.
 * Ctrl+Shift+Q is the one way out at the keyboard of a kiosk.
 */
export function menu(): AppModule {
  return {
    prepare() {
      Menu.setApplicationMenu(null)
      app.on('web-contents-created', (_event, contents) => {
        contents.on('before-input-event', (event, input) => {
          const isQuit =
            input.type === 'keyDown' && input.control && input.shift && input.key.toLowerCase() === 'q'
          if (!isQuit) return
          event.preventDefault()
          app.quit()
        })
      })
    },
  }
}
