import type { StoreCalls } from './store-messages.ts'
import { ThreadCalls } from './thread-calls.ts'

/** The cache in its thread. */
export class Store extends ThreadCalls<StoreCalls> {
  constructor(workerUrl: URL) {
    super({ workerUrl, role: 'cache', closeCall: 'close' })
  }
}
