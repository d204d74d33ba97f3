import type { ViewReport } from '../../domain/view/request.ts'
import type { OwnMessage } from '../connection/session.ts'

/** What this page says of itself. Nobody answers; without a core it is not kept, the next one is newer. */
export class Reports {
  #send: ((message: OwnMessage) => void) | undefined

  connect(send: ((message: OwnMessage) => void) | undefined): void {
    this.#send = send
  }

  send(report: ViewReport): void {
    this.#send?.({ type: 'report', report })
  }
}
