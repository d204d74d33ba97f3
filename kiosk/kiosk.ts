import { existsSync } from 'node:fs'
import { STATUS_CODES, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { Refusals } from '../core/audit/refusals.ts'
import { createCore } from '../core/core.ts'
import type { CoreOptions } from '../core/options.ts'
import { refuseSession, sessionProtocol, wantedBy, type Refusal } from './access.ts'
import { CertificateWatch } from './certificate-watch.ts'
import { createHttpServer, listen, portOf, useCertificate, type Server } from './http.ts'
import { requireSafe, type ServeAddress } from './serve-address.ts'
import type { ServeCertificate, ServeFiles } from './serve-certificate.ts'
import { addressOf, encryptedSite, openSite } from './site.ts'
import { makeToken, readToken } from './token.ts'
import { WsPorts } from './ws-port.ts'

export interface Kiosk {
  /**
   * Where a browser finds the wall, with the token in the fragment, which is never sent or logged; without it when
   * the token stands in a file, so that it is not printed either.
   */
  readonly address: string
  stop(): Promise<void>
}

export interface KioskSetup {
  readonly listen: ServeAddress
  /** Served with TLS; needed beyond this machine. */
  readonly certificate?: ServeFiles
  /** Holds the token; without it there is a new one at each start. */
  readonly tokenFile?: string
  /** The folder with the built pages. */
  readonly pages: string
  readonly core: CoreOptions
}

/** The core behind HTTP. Rejects with a sentence when the address, the pages or the cache is not usable. */
export async function startKiosk(setup: KioskSetup): Promise<Kiosk> {
  const { listen: address, pages, core: coreOptions } = setup
  requireSafe(address, setup.certificate !== undefined)
  if (!existsSync(join(pages, 'index.html'))) {
    throw new Error('The pages of the wall are not built. Run `npm run build` first.')
  }
  const token = setup.tokenFile === undefined ? makeToken() : readToken(setup.tokenFile)
  const certificates = openCertificates(setup, (certificate) => useCertificate(server, certificate))
  const port = (): number => portOf(server)
  const site =
    certificates === undefined
      ? openSite(address, port)
      : encryptedSite(address, port, () => certificates.current)
  const core = createCore(coreOptions)
  const refusals = new Refusals(coreOptions.clock, coreOptions.log, core.audit)
  const server: Server = createHttpServer({ core, pages, site, token, refusals }, certificates?.current)
  const ports = new WsPorts(sessionProtocol())
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // From here on the socket is ours, and so is what happens to it: a peer that goes away is no fault.
    socket.on('error', () => socket.destroy())
    const refusal =
      request.url === '/session'
        ? refuseSession(request, site, token)
        : { status: 404, reason: 'Sessions are at /session.' }
    if (refusal !== undefined) {
      refusals.refuse('session', 'A session was asked for', wantedBy(request, refusal))
      return refuseUpgrade(socket, refusal)
    }
    ports.accept(request, socket, head, (viewPort) => core.attach(viewPort))
  })
  const close = (): void => {
    certificates?.stop()
    ports.close()
    server.close()
    server.closeAllConnections()
  }
  const taken = await listen(server, address)
  certificates?.start()
  try {
    await core.start()
  } catch (error) {
    close()
    throw error
  }
  return {
    address: `${addressOf(site, taken)}/${setup.tokenFile === undefined ? `#token=${token}` : ''}`,
    async stop() {
      close()
      await core.stop()
    },
  }
}

function openCertificates(
  { certificate: files, listen: { host }, core: { clock, log } }: KioskSetup,
  onChanged: (certificate: ServeCertificate) => void,
): CertificateWatch | undefined {
  return files && CertificateWatch.open({ files, host, clock, log, onChanged })
}

function refuseUpgrade(socket: Duplex, { status, reason }: Refusal): void {
  const body = `${reason}\n`
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\n` +
      `Content-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
