import type { HostMessage, ViewMessage } from '../../domain/view/contract.ts'
import type { Port } from '../../domain/view/port.ts'

export type ViewPort = Port<ViewMessage, HostMessage>

/** How a view comes by its ports: each new one replaces the one before. */
export interface Road {
  /** Calls back with every port that opens, for ever, until stopped. */
  start(onPort: (port: ViewPort) => void): () => void
}
