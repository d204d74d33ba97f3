import { app } from 'electron'
import type { AppModule } from '../app-module.ts'

/** Windows and macOS have voices of their own; on Linux they are those of Speech Dispatcher, if a page may ask it. */
export function speech(): AppModule {
  return {
    prepare() {
      if (process.platform === 'linux') app.commandLine.appendSwitch('enable-speech-dispatcher')
    },
  }
}
