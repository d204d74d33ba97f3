import { app, ipcMain, MessageChannelMain, utilityProcess, type IpcMainEvent } from 'electron'
import type { Logger } from '../../core/log.ts'
import type { Clock } from '../../domain/clock.ts'
import type { AppModule } from '../app-module.ts'
import { PORT_DELIVERY, PORT_REQUEST } from '../channels.ts'
import type { CoreArguments } from '../core-arguments.ts'
import { CoreProcess } from '../core-process.ts'
import type { Refusals } from '../../core/audit/refusals.ts'
import { isWallUrl } from '../wall-address.ts'

export interface CoreProcessOptions {
  /** The built core-entry. */
  readonly entryFile: string
  readonly coreArguments: CoreArguments
  readonly clock: Clock
  readonly log: Logger
}

/** The core in a process of its own: it can neither block the windows nor take them along when it ends. */
export function createCoreProcess({ entryFile, coreArguments, clock, log }: CoreProcessOptions): CoreProcess {
  return new CoreProcess({
    clock,
    log,
    fork: () =>
      utilityProcess.fork(entryFile, [JSON.stringify(coreArguments)], {
        serviceName: 'core',
        stdio: 'inherit',
      }),
    openChannel(view) {
      const { port1, port2 } = new MessageChannelMain()
      view.postMessage(PORT_DELIVERY, undefined, [port2])
      return port1
    },
  })
}

export interface CoreModuleOptions {
  readonly coreProcess: CoreProcess
  readonly log: Logger
  readonly refusals: Refusals
}

/** Starts and ends it with the app, and hands our own pages their ports. */
export function core({ coreProcess, log, refusals }: CoreModuleOptions): AppModule {
  return {
    start() {
      coreProcess.start()
      ipcMain.on(PORT_REQUEST, (event) => {
        if (isOurs(event)) coreProcess.attach(event.sender)
        else
          refusals.refuse('port', 'A port was asked for by', event.senderFrame?.url ?? 'a frame that is gone')
      })
      app.on('before-quit', () => coreProcess.expectEnd())
      quitAfter(() => coreProcess.stop(), log)
    },
  }
}

/** Only the main frame of our own page may see what the core knows. */
function isOurs(event: IpcMainEvent): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && isWallUrl(frame.url)
}

/** Holds the end of the app back until `drain` is done. */
function quitAfter(drain: () => Promise<void>, log: Logger): void {
  let state: 'running' | 'draining' | 'drained' = 'running'
  app.on('will-quit', (event) => {
    if (state === 'drained') return
    event.preventDefault()
    if (state === 'draining') return
    state = 'draining'
    drain()
      .catch((error: unknown) => log.error(`The core did not stop in order: ${String(error)}.`))
      .finally(() => {
        state = 'drained'
        app.quit()
      })
  })
}
