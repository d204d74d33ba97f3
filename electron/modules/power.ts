import { app, powerSaveBlocker } from 'electron'
import type { AppModule } from '../app-module.ts'

/** A wall is watched, not touched: its displays must not fall asleep for want of a mouse. */
export function power(): AppModule {
  return {
    start() {
      const blocker = powerSaveBlocker.start('prevent-display-sleep')
      app.on('will-quit', () => {
        if (powerSaveBlocker.isStarted(blocker)) powerSaveBlocker.stop(blocker)
      })
    },
  }
}
