import type { HostMessage, ViewMessage } from '../../domain/view/contract.ts'
import { PortQueue } from './port-queue.ts'
import type { Road, ViewPort } from './roads.ts'

/**
 * The desktop host: the preload posts one MessagePort into its own window. Only that window is believed;
 * a port handed over later (the core was started anew) replaces the earlier one.
 */
export function electronRoad(scope: Window): Road {
  return {
    start(onPort) {
      const onMessage = (event: MessageEvent<unknown>): void => {
        const [port] = event.ports
        if (event.source !== scope || event.data !== 'fiveten-port' || port === undefined) return
        onPort(portOf(port))
      }
      scope.addEventListener('message', onMessage)
      return () => scope.removeEventListener('message', onMessage)
    },
  }
}

function portOf(channel: MessagePort): ViewPort {
  const queue = new PortQueue<HostMessage>()
  channel.addEventListener('message', (event: MessageEvent<HostMessage>) => queue.message(event.data))
  channel.addEventListener('close', () => queue.closed())
  channel.start()
  return {
    send: (message: ViewMessage) => channel.postMessage(message),
    onMessage: (listener) => queue.onMessage(listener),
    onClose: (listener) => queue.onClose(listener),
    close() {
      channel.close()
      queue.closed()
    },
  }
}
