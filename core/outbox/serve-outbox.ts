import type { MessagePort } from 'node:worker_threads'
import { assertNever } from '../../domain/assert.ts'
import { StoreError } from '../store/store-error.ts'
import type { ThreadReply } from '../store/thread-calls.ts'
import { openOutbox, type OpenOutbox } from './open-outbox.ts'
import type { OutboxCalls, OutboxRequest } from './outbox-messages.ts'

/**
 * The outbox's thread. After a failed write the file is closed: what the write left in it is not known until
 * it is opened again.
 */
export function serveOutbox(port: MessagePort): void {
  let current: OpenOutbox | undefined
  port.on('message', (request: OutboxRequest) => port.postMessage(attempt(request)))

  function attempt(request: OutboxRequest): ThreadReply {
    try {
      return { id: request.id, ok: true, answer: perform(request) }
    } catch (error) {
      close()
      const code = error instanceof StoreError ? error.code : 'not-writable'
      const message = error instanceof Error ? error.message : String(error)
      return { id: request.id, ok: false, code, message }
    }
  }

  function perform(request: OutboxRequest): OutboxCalls[keyof OutboxCalls]['answer'] {
    switch (request.call) {
      case 'outbox-open':
        close()
        current = openOutbox(request.ask)
        return current.opened
      case 'outbox-add':
        return opened().file.add(request.ask)
      case 'outbox-answer':
        opened().file.answer(request.ask.id, request.ask)
        return true
      case 'outbox-close':
        close()
        return true
      default:
        return assertNever(request)
    }
  }

  function opened(): OpenOutbox {
    if (current === undefined) throw new StoreError('not-writable', 'The outbox is not open.')
    return current
  }

  function close(): void {
    const closing = current
    current = undefined
    closing?.close()
  }
}
