import { createLogger } from '../core/log.ts'
import { systemClock } from '../core/system-clock.ts'
import { startKiosk, type Kiosk } from './kiosk.ts'
import { listenOf, parseOptions, serveFilesOf, tlsOf, USAGE, type KioskOptions } from './options.ts'

function readOptions(): KioskOptions {
  try {
    const options = parseOptions(process.argv.slice(2))
    listenOf(options)
    return options
  } catch (error) {
    console.error(`${sentenceOf(error)}\n\n${USAGE}`)
    process.exit(2)
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function stopOnSignals(kiosk: Kiosk): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1)
      stopping = true
      kiosk.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(sentenceOf(error))
          process.exit(1)
        },
      )
    })
  }
}

const options = readOptions()
const tls = tlsOf(options)
const certificate = serveFilesOf(options)
const tokenFile = options['token-file']
try {
  const kiosk = await startKiosk({
    listen: listenOf(options),
    ...(certificate === undefined ? {} : { certificate }),
    ...(tokenFile === undefined ? {} : { tokenFile }),
    pages: options.pages,
    core: {
      gateway: options.gateway,
      dataDir: options.data,
      display: {
        name: 'kiosk',
        widthMm: options['display-width-mm'],
        distanceMm: options['display-distance-mm'],
      },
      layoutFile: options.layout,
      actor: options.actor,
      ...(tls === undefined ? {} : { tls }),
      clock: systemClock,
      log: createLogger('kiosk'),
      storeWorker: new URL('../core/store/store-worker.ts', import.meta.url),
    },
  })
  stopOnSignals(kiosk)
  console.log(kiosk.address)
} catch (error) {
  console.error(sentenceOf(error))
  process.exit(1)
}
