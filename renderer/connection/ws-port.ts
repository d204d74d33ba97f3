import type { Cancel, Clock } from '../../domain/clock.ts'
import type { HostMessage, ViewMessage } from '../../domain/view/contract.ts'
import { reconnectDelayMs } from './backoff.ts'
import { PortQueue } from './port-queue.ts'
import type { Road, ViewPort } from './roads.ts'

/** The part of a WebSocket that this road needs; a test brings its own. */
export type OpenSocket = () => WebSocket

/** The kiosk host: one socket at a time, opened again for ever after it closed. */
export function webSocketRoad(clock: Clock, open: OpenSocket, random: () => number): Road {
  return {
    start(onPort) {
      let stopped = false
      let failures = 0
      let cancel: Cancel = () => {}
      let socket: WebSocket | undefined
      const connect = (): void => {
        socket = open()
        socket.addEventListener('close', () => {
          if (stopped) return
          cancel = clock.setTimer(reconnectDelayMs(failures++, random()), connect)
        })
        const port = portOf(socket)
        socket.addEventListener('open', () => {
          failures = 0
          onPort(port)
        })
      }
      connect()
      return () => {
        stopped = true
        cancel()
        socket?.close()
      }
    },
  }
}

/** The socket of the own origin. The token travels as a subprotocol: headers cannot be set from a page. */
export function openOwnSocket(location: Location, token: string | undefined): WebSocket {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:'
  const protocols = token === undefined ? ['fiveten.v1'] : ['fiveten.v1', `token.${token}`]
  return new WebSocket(`${scheme}//${location.host}/session`, protocols)
}

function portOf(socket: WebSocket): ViewPort {
  const queue = new PortQueue<HostMessage>()
  socket.addEventListener('message', (event: MessageEvent<string>) => {
    const message = parse(event.data)
    // A core that talks nonsense is not believed any further; the road opens a new socket.
    if (message === undefined) socket.close(4000, 'not a message of this protocol')
    else queue.message(message)
  })
  socket.addEventListener('close', () => queue.closed())
  return {
    send(message: ViewMessage) {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
    },
    onMessage: (listener) => queue.onMessage(listener),
    onClose: (listener) => queue.onClose(listener),
    close: () => socket.close(),
  }
}

/** The core is trusted (same origin, token); what is guarded here is the shape of the envelope. */
function parse(text: string): HostMessage | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'type' in value ? (value as HostMessage) : undefined
  } catch {
    return undefined
  }
}
