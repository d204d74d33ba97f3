import type { MessagePortMain } from 'electron'
import type { HostMessage, ViewMessage } from '../domain/view/contract.ts'
import type { Port } from '../domain/view/port.ts'
import { isViewMessage } from '../core/wall/view-message.ts'

/** One end of a MessageChannelMain as the core's port to one view. */
export function portOfMain(port: MessagePortMain): Port<HostMessage, ViewMessage> {
  let closed = false
  port.once('close', () => {
    closed = true
  })
  return {
    send(message) {
      if (!closed) port.postMessage(message)
    },
    onMessage(listener) {
      const hear = (event: Electron.MessageEvent): void => {
        // A page that talks nonsense is not talked to any more; it asks for another port when it is loaded again.
        if (isViewMessage(event.data)) listener(event.data)
        else port.close()
      }
      port.on('message', hear)
      // Until now everything that came has waited in the port.
      port.start()
      return () => {
        port.off('message', hear)
      }
    },
    onClose(listener) {
      port.once('close', listener)
      return () => {
        port.off('close', listener)
      }
    },
    close() {
      closed = true
      port.close()
    },
  }
}
