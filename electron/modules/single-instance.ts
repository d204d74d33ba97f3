import { app } from 'electron'
import type { AppModule } from '../app-module.ts'

/** One wall per data folder: two would draw on the same displays and write to the same cache. */
export function claimSingleInstance(): boolean {
  return app.requestSingleInstanceLock()
}

/** Whoever starts the wall a second time meant to see it. */
export function singleInstance(showWall: () => void): AppModule {
  return {
    prepare() {
      app.on('second-instance', showWall)
    },
  }
}
