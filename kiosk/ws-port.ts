import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { HostMessage, ViewMessage } from '../domain/view/contract.ts'
import type { Port } from '../domain/view/port.ts'
import { isViewMessage } from '../core/wall/view-message.ts'

/** A view says little: attach, acknowledge and act. */
const MAX_INCOMING_BYTES = 64 * 1024
const PING_EVERY_MS = 10_000
const POLICY_VIOLATION = 1008

/** Turns accepted upgrade requests into ports. The only file that knows WebSockets. */
export class WsPorts {
  readonly #server: WebSocketServer

  constructor(protocol: string) {
    this.#server = new WebSocketServer({
      noServer: true,
      maxPayload: MAX_INCOMING_BYTES,
      handleProtocols: () => protocol,
    })
  }

  accept(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    onPort: (port: Port<HostMessage, ViewMessage>) => void,
  ): void {
    this.#server.handleUpgrade(request, socket, head, (webSocket) => onPort(toPort(webSocket)))
  }

  close(): void {
    for (const webSocket of this.#server.clients) webSocket.terminate()
    this.#server.close()
  }
}

function toPort(webSocket: WebSocket): Port<HostMessage, ViewMessage> {
  const listeners = new Set<(message: ViewMessage) => void>()
  const early: ViewMessage[] = []
  let answered = true
  const pinger = setInterval(() => {
    // A view that went away without a word would be kept for ever.
    if (!answered) return webSocket.terminate()
    answered = false
    webSocket.ping()
  }, PING_EVERY_MS)
  webSocket.on('pong', () => (answered = true))
  webSocket.on('close', () => clearInterval(pinger))
  // A broken socket also closes; there is nothing else to do about it.
  webSocket.on('error', () => webSocket.terminate())
  webSocket.on('message', (data) => {
    const message = parse(String(data))
    if (!isViewMessage(message)) return webSocket.close(POLICY_VIOLATION, 'not a message of a view')
    if (listeners.size === 0) early.push(message)
    for (const listener of listeners) listener(message)
  })
  return {
    send: (message) => webSocket.send(JSON.stringify(message)),
    onMessage(listener) {
      listeners.add(listener)
      for (const message of early.splice(0)) listener(message)
      return () => listeners.delete(listener)
    },
    onClose(listener) {
      webSocket.on('close', listener)
      return () => webSocket.off('close', listener)
    },
    close: () => webSocket.close(),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
