import type { ParentPort } from 'electron'
import { createCore, type Core } from '../core/core.ts'
import { createLogger } from '../core/log.ts'
import { systemClock } from '../core/system-clock.ts'
import { coreArgumentsSchema } from './core-arguments.ts'
import type { FromCore, ToCore } from './core-messages.ts'
import { portOfMain } from './port-main.ts'

/**
 * The core's own process. A core that cannot start (its folder is not writable, its cache is from the future) keeps
 * the process: every page is told why, and starting again at once would end in the same way.
 */
async function run(parent: ParentPort): Promise<void> {
  const log = createLogger('core')
  const { tls, ...given } = coreArgumentsSchema.parse(JSON.parse(process.argv[2] ?? '{}'))
  const core = createCore({
    ...given,
    ...(tls === undefined ? {} : { tls }),
    clock: systemClock,
    log,
    storeWorker: new URL('./store-worker.mjs', import.meta.url),
  })
  const tell = (message: FromCore): void => parent.postMessage(message)
  const started = core.start().then(
    () => tell({ type: 'ready' }),
    (error: unknown) => {
      const reason = sentenceOf(error)
      tell({ type: 'failed', reason })
      return reason
    },
  )
  parent.on('message', (event) => {
    const message = event.data as ToCore
    if (message.type === 'stop') void stop(core, tell)
    else if (message.type === 'record') core.audit.record(message.entry)
    else
      for (const port of event.ports)
        void started.then((failure) => connect(core, port, failure ?? undefined))
  })
}

function connect(core: Core, messagePort: Electron.MessagePortMain, failure: string | undefined): void {
  const port = portOfMain(messagePort)
  if (failure === undefined) core.attach(port)
  else port.send({ type: 'refused', reason: failure })
}

async function stop(core: Core, tell: (message: FromCore) => void): Promise<void> {
  try {
    await core.stop()
    tell({ type: 'stopped' })
    process.exit(0)
  } catch (error) {
    tell({ type: 'failed', reason: `The core did not stop in order: ${sentenceOf(error)}` })
    process.exit(1)
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

await run(process.parentPort)
