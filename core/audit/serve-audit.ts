import type { MessagePort } from 'node:worker_threads'
import { assertNever } from '../../domain/assert.ts'
import { StoreError } from '../store/store-error.ts'
import type { ThreadReply } from '../store/thread-calls.ts'
import type { AuditCalls, AuditRequest } from './audit-messages.ts'
import { openAudit, type OpenAudit } from './open-audit.ts'

/** The audit's thread. After a failed write the file is closed: what it holds is known when it is opened again. */
export function serveAudit(port: MessagePort): void {
  let current: OpenAudit | undefined
  port.on('message', (request: AuditRequest) => port.postMessage(attempt(request)))

  function attempt(request: AuditRequest): ThreadReply {
    try {
      return { id: request.id, ok: true, answer: perform(request) }
    } catch (error) {
      close()
      const code = error instanceof StoreError ? error.code : 'not-writable'
      const message = error instanceof Error ? error.message : String(error)
      return { id: request.id, ok: false, code, message }
    }
  }

  function perform(request: AuditRequest): AuditCalls[keyof AuditCalls]['answer'] {
    switch (request.call) {
      case 'audit-open':
        close()
        current = openAudit(request.ask)
        return current.opened
      case 'audit-append':
        if (current === undefined) throw new StoreError('not-writable', 'The audit is not open.')
        return current.file.append(request.ask.rows)
      case 'audit-close':
        close()
        return true
      default:
        return assertNever(request)
    }
  }

  function close(): void {
    const closing = current
    current = undefined
    closing?.close()
  }
}
