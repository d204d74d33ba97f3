import type { WebPreferences } from 'electron'

/**
 * What a page of the wall may be. Most of it is Electron's default, and said all the same: a default that changes
 * must not open a lock.
 */
export function webPreferences(preloadFile: string, devTools: boolean): WebPreferences {
  return {
    preload: preloadFile,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    plugins: false,
    webviewTag: false,
    // A file that is dropped on the wall is not opened in place of it.
    navigateOnDragDrop: false,
    disableDialogs: true,
    spellcheck: false,
    // A wall nobody touches looks like one nobody sees; its clocks must go on all the same.
    backgroundThrottling: false,
    // Nor does anybody touch it first: its alarms sound all the same.
    autoplayPolicy: 'no-user-gesture-required',
    devTools,
  }
}
