import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request, type IncomingHttpHeaders } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { systemClock } from '../../core/system-clock.ts'
import { startKiosk, type Kiosk, type KioskSetup } from '../kiosk.ts'

const STORE_WORKER = new URL('../../core/store/store-worker.ts', import.meta.url)

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface RunningKiosk {
  readonly kiosk: Kiosk
  /** What it has logged, one text per line. */
  readonly log: readonly string[]
  readonly port: number
  readonly token: string
  readonly dataDir: string
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

interface KioskMore extends Partial<Pick<KioskSetup, 'certificate' | 'tokenFile'>> {
  readonly port?: number
  /** PEM of the authority that the certificate comes from. */
  readonly ca?: string
}

export async function runKiosk(
  gateway: string,
  { port = 0, ca, ...more }: KioskMore = {},
): Promise<RunningKiosk & { stop(): Promise<void> }> {
  const { root, pages, remove } = makePages()
  const log: string[] = []
  try {
    const kiosk = await startKiosk({
      listen: { host: '127.0.0.1', port },
      ...more,
      pages,
      core: {
        gateway,
        dataDir: join(root, 'data'),
        display: { name: 'test', widthMm: 1000, distanceMm: 3000 },
        clock: systemClock,
        log: pino({ level: 'debug' }, { write: (line) => log.push(line) }),
        storeWorker: STORE_WORKER,
      },
    })
    const address = new URL(kiosk.address)
    const taken = Number(address.port)
    return {
      kiosk,
      log,
      port: taken,
      token: address.hash.replace('#token=', ''),
      dataDir: join(root, 'data'),
      get: (path, headers = {}, method = 'GET') => ask({ port: taken, path, headers, method, ca }),
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

interface Ask {
  readonly port: number
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly method: string
  readonly ca: string | undefined
}

function ask({ port, path, headers, method, ca }: Ask): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const target = { host: '127.0.0.1', port, path, headers, method, agent: false as const }
    const send: typeof request = ca === undefined ? request : (tlsRequest as typeof request)
    const sent = send({ ...target, ...(ca === undefined ? {} : { ca }) }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (text: string) => (body += text))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    sent.on('error', reject)
    sent.end()
  })
}
