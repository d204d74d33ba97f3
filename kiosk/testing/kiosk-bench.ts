import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { systemClock } from '../../core/system-clock.ts'
import { startKiosk, type Kiosk } from '../kiosk.ts'

const STORE_WORKER = new URL('../../core/store/store-worker.ts', import.meta.url)

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface RunningKiosk {
  readonly kiosk: Kiosk
  readonly port: number
  readonly token: string
  /** A request with exactly this path and these headers. */
  get(path: string, headers?: Readonly<Record<string, string>>, method?: string): Promise<Answer>
}

/** A folder with pages, beside a file that must never be served. */
export function makePages(): { readonly root: string; readonly pages: string; remove(): void } {
  const root = mkdtempSync(join(tmpdir(), 'fiveten-kiosk-'))
  const pages = join(root, 'pages')
  mkdirSync(join(pages, 'assets'), { recursive: true })
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>wall</title>')
  writeFileSync(join(pages, 'assets', 'wall.js'), 'export {}')
  writeFileSync(join(root, 'secret.txt'), 'the secret')
  return { root, pages, remove: () => rmSync(root, { recursive: true, force: true }) }
}

export async function runKiosk(gateway: string, port = 0): Promise<RunningKiosk & { stop(): Promise<void> }> {
  const { root, pages, remove } = makePages()
  try {
    const kiosk = await startKiosk({
      port,
      pages,
      core: {
        gateway,
        dataDir: join(root, 'data'),
        display: { name: 'test', widthMm: 1000, distanceMm: 3000 },
        clock: systemClock,
        log: pino({ level: 'silent' }),
        storeWorker: STORE_WORKER,
      },
    })
    const address = new URL(kiosk.address)
    const taken = Number(address.port)
    return {
      kiosk,
      port: taken,
      token: address.hash.replace('#token=', ''),
      get: (path, headers = {}, method = 'GET') => ask(taken, path, headers, method),
      async stop() {
        await kiosk.stop()
        remove()
      },
    }
  } catch (error) {
    remove()
    throw error
  }
}

function ask(port: number, path: string, headers: Readonly<Record<string, string>>, method: string) {
  return new Promise<Answer>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers, method, agent: false }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (text: string) => (body += text))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    sent.on('error', reject)
    sent.end()
  })
}
