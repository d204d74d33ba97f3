import type { MessagePortMain } from 'electron'
import type { HostMessage, ViewMessage } from '../domain/view/contract.ts'
import type { Port } from '../domain/view/port.ts'

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
      const hear = (event: Electron.MessageEvent): void => listener(event.data as ViewMessage)
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
