import { join } from 'node:path'
import { app, dialog } from 'electron'
import { Refusals } from '../core/audit/refusals.ts'
import { createLogger } from '../core/log.ts'
import { makeDataFolder } from '../core/store/data-folder.ts'
import { systemClock } from '../core/system-clock.ts'
import type { AppModule } from './app-module.ts'
import { refuseForbiddenSwitches } from './forbidden-switches.ts'
import { LayoutDisplays } from './layout-displays.ts'
import { appProtocol } from './modules/app-protocol.ts'
import { core, createCoreProcess } from './modules/core.ts'
import { faultLog } from './modules/fault-log.ts'
import { menu } from './modules/menu.ts'
import { power } from './modules/power.ts'
import { security } from './modules/security.ts'
import { claimSingleInstance, singleInstance } from './modules/single-instance.ts'
import { speech } from './modules/speech.ts'
import { deskWindow, kioskWindows } from './modules/windows.ts'
import { parseHostOptions, type HostOptions } from './options.ts'

const log = createLogger('electron')
const builtDir = import.meta.dirname

function modulesOf(options: HostOptions): readonly AppModule[] {
  const { gateway, display, windowed, devTools, actor, tls, layoutFile } = options
  const windowOptions = { preloadFile: join(builtDir, 'preload.cjs'), devTools, clock: systemClock, log }
  const windows = windowed ? deskWindow(windowOptions) : kioskWindows(windowOptions, layoutOf(options))
  const coreArguments = { gateway, display, actor, tls, layoutFile, dataDir: app.getPath('userData') }
  const coreProcess = createCoreProcess({
    entryFile: join(builtDir, 'core-entry.mjs'),
    coreArguments,
    clock: systemClock,
    log,
  })
  const refusals = new Refusals(systemClock, log, coreProcess)
  return [
    singleInstance(() => windows.show()),
    faultLog(log),
    security(refusals),
    appProtocol(join(builtDir, '..', 'renderer')),
    menu(refusals, log),
    power(),
    speech(),
    core({ coreProcess, log, refusals }),
    windows,
  ]
}

function layoutOf({ layoutFile }: HostOptions): LayoutDisplays | undefined {
  if (layoutFile === undefined) return undefined
  const lastGoodFile = join(app.getPath('userData'), 'layout-last-good.json')
  return new LayoutDisplays({ file: layoutFile, lastGoodFile, clock: systemClock, log })
}

function boot(): void {
  if (app.isPackaged) refuseForbiddenSwitches((name) => app.commandLine.hasSwitch(name))
  const options = parseHostOptions(process.argv.slice(1), process.cwd())
  if (options.dataDir !== undefined) {
    makeDataFolder(options.dataDir)
    app.setPath('userData', options.dataDir)
  }
  if (!claimSingleInstance()) {
    log.info('The wall is already running with this data folder; it was brought to the front.')
    return app.exit(0)
  }
  const modules = modulesOf(options)
  for (const module of modules) module.prepare?.()
  app.once('ready', () => {
    for (const module of modules) module.start?.()
  })
}

try {
  boot()
} catch (error) {
  dialog.showErrorBox('FiveTen cannot start', error instanceof Error ? error.message : String(error))
  app.exit(1)
}
