import { openSync, writeSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import type { OpenedCache, StoreReply, StoreRequest } from '../../core/store/store-messages.ts'
import type { Row } from '../../core/store/rows.ts'
import { mendNotes } from './note-file.ts'

/**
 * The store's own thread, with somebody who listens: each write is noted down once it is committed and
 * before anybody hears of it. The notes lie beside the cache, and outlive a kill of the process.
 */
const port = parentPort
if (port === null) throw new Error('The store runs in a worker thread.')

const asked = new Map<number, StoreRequest>()
/** Open from the start: without a free descriptor it must still be noted what the store did. */
let notesFile: number | undefined

const on = port.on.bind(port)
port.on = ((event: string, listener: (message: StoreRequest) => void) =>
  on(event as 'message', (message: StoreRequest) => {
    asked.set(message.id, message)
    listener(message)
  })) as typeof port.on

const post = port.postMessage.bind(port)
port.postMessage = ((reply: StoreReply) => {
  const request = asked.get(reply.id)
  asked.delete(reply.id)
  if (request !== undefined && reply.ok) note(request, reply)
  post(reply)
}) as typeof port.postMessage

function note(request: StoreRequest, reply: StoreReply & { ok: true }): void {
  if (request.call === 'open') {
    if (request.ask.path !== ':memory:')
      notesFile ??= openNotes(`${process.env['FAULTS_NOTES'] ?? request.ask.path}.notes.jsonl`)
    // The answer belongs to the call by the store's own table of calls.
    const { position, rows } = (reply.answer as OpenedCache).content
    if (position !== undefined) write('list', position, rows)
  }
  if (request.call === 'replace') write('list', request.ask.position, request.ask.rows)
  if (request.call === 'replaceKinds') {
    write('kinds', request.ask.position, request.ask.rows, request.ask.kinds)
  }
  // A position alone is no step: it tells the age of what is there.
  if (request.call === 'apply' && request.ask.rows.length > 0) {
    write('changes', request.ask.position, request.ask.rows)
  }
}

function openNotes(path: string): number {
  mendNotes(path)
  return openSync(path, 'a')
}

function write(
  type: string,
  position: { epoch: string; revision: number },
  rows: readonly Row[],
  kinds?: readonly string[],
): void {
  if (notesFile === undefined) return
  const changes = rows.map(({ kind, id, revision, body }) => ({
    key: `${kind}/${id}`,
    revision,
    removed: body === undefined,
  }))
  writeSync(notesFile, `${JSON.stringify({ type, ...position, changes, kinds })}\n`)
}

await import('../../core/store/store-worker.ts')
