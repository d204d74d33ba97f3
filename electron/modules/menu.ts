import { app, Menu } from 'electron'
import type { Logger } from '../../core/log.ts'
import type { AppModule } from '../app-module.ts'
import { isPageKey, isQuitKey } from '../keys.ts'
import type { Refusals } from '../../core/audit/refusals.ts'

/**
 * No menu, and with it none of the keys a menu brings: no reload, no zoom, no developer tools.
 * Ctrl+Shift+Q is the one way out at the keyboard of a kiosk.
 */
export function menu(refusals: Refusals, log: Logger): AppModule {
  return {
    prepare() {
      Menu.setApplicationMenu(null)
      app.on('web-contents-created', (_event, contents) => {
        contents.on('before-input-event', (event, input) => {
          if (isQuitKey(input)) {
            event.preventDefault()
            if (input.type !== 'keyDown') return
            log.info('Ctrl+Shift+Q was pressed: the wall ends.')
            app.quit()
          } else if (!isPageKey(input)) {
            event.preventDefault()
            if (input.type === 'keyDown')
              refusals.refuse('key', 'A key was pressed:', [...input.modifiers, input.key].join('+'))
          }
        })
      })
    },
  }
}
