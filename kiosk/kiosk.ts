import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { STATUS_CODES } from 'node:http'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { createCore } from '../core/core.ts'
import type { CoreOptions } from '../core/options.ts'
import { refuseSession, sessionProtocol, type Refusal } from './access.ts'
import { createHttpServer, listen, portOf } from './http.ts'
import { WsPorts } from './ws-port.ts'

export interface Kiosk {
  /** Where a browser finds the wall, with the token in the fragment, which is never sent or logged. */
  readonly address: string
  stop(): Promise<void>
}

export interface KioskSetup {
  readonly port: number
  /** The folder with the built pages. */
  readonly pages: string
  readonly core: CoreOptions
}

/** The core behind loopback HTTP. Rejects with a sentence when the port, the pages or the cache is not usable. */
export async function startKiosk({ port, pages, core: coreOptions }: KioskSetup): Promise<Kiosk> {
  if (!existsSync(join(pages, 'index.html'))) {
    throw new Error('The pages of the wall are not built. Run `npm run build` first.')
  }
  const token = randomBytes(24).toString('base64url')
  const core = createCore(coreOptions)
  const server = createHttpServer(core, pages)
  const ports = new WsPorts(sessionProtocol())
  server.on('upgrade', (request, socket, head) => {
    // From here on the socket is ours, and so is what happens to it: a peer that goes away is no fault.
    socket.on('error', () => socket.destroy())
    const refusal =
      request.url === '/session'
        ? refuseSession(request, portOf(server), token)
        : { status: 404, reason: 'Sessions are at /session.' }
    if (refusal !== undefined) return refuseUpgrade(socket, refusal)
    ports.accept(request, socket, head, (viewPort) => core.attach(viewPort))
  })
  const taken = await listen(server, port)
  try {
    await core.start()
  } catch (error) {
    ports.close()
    server.close()
    server.closeAllConnections()
    throw error
  }
  return {
    address: `http://127.0.0.1:${taken}/#token=${token}`,
    async stop() {
      ports.close()
      server.close()
      server.closeAllConnections()
      await core.stop()
    },
  }
}

function refuseUpgrade(socket: Duplex, { status, reason }: Refusal): void {
  const body = `${reason}\n`
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\n` +
      `Content-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
