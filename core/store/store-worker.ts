import { parentPort } from 'node:worker_threads'
import { assertNever, invariant } from '../../domain/assert.ts'
import type { Cache } from './cache.ts'
import { IN_MEMORY, openCache } from './open-cache.ts'
import type { Row } from './rows.ts'
import { StoreError } from './store-error.ts'
import type { StoreCalls, StoreReply, StoreRequest, Write } from './store-messages.ts'

/**
 * The store's thread: the only writer of the cache. Writes that arrive while one is being committed are
 * committed together, so that a burst costs few syncs to disk.
 */
const port = parentPort
invariant(port !== null, 'the store runs in a worker thread')

let cache: Cache | undefined
let path = ''
let queue: StoreRequest[] = []

port.on('message', (request: StoreRequest) => {
  queue.push(request)
  if (queue.length === 1) setImmediate(drain)
})

function drain(): void {
  const requests = queue
  queue = []
  let index = 0
  while (index < requests.length) {
    const group = applyGroup(requests, index)
    if (group.length > 0) answerTogether(group)
    else for (const request of requests.slice(index, index + 1)) answer(request)
    index += Math.max(1, group.length)
  }
}

/** The run of `apply` requests from here on. */
function applyGroup(requests: readonly StoreRequest[], from: number): ApplyRequest[] {
  const group: ApplyRequest[] = []
  for (const request of requests.slice(from)) {
    if (request.call !== 'apply') break
    group.push(request)
  }
  return group
}

function answerTogether(group: readonly ApplyRequest[]): void {
  const last = group.at(-1)
  invariant(last !== undefined, 'a group has a last request')
  const rows: Row[] = group.flatMap((request) => request.ask.rows)
  const reply = attempt(last.id, () => opened().apply(rows, last.ask.position))
  for (const request of group) post({ ...reply, id: request.id })
}

function answer(request: StoreRequest): void {
  post(attempt(request.id, () => perform(request)))
}

function perform(request: StoreRequest): StoreCalls[StoreRequest['call']]['answer'] {
  switch (request.call) {
    case 'open': {
      const { cache: usable, path: usedPath, ...rest } = openCache(request.ask.path, request.ask.wallMs)
      cache?.close()
      cache = usable
      path = usedPath
      return rest
    }
    case 'replace':
      return opened().replace(request.ask.rows, request.ask.position)
    case 'apply':
      return opened().apply(request.ask.rows, request.ask.position)
    case 'info':
      return { path, bytes: opened().bytes(), schema: opened().schema, inMemory: path === IN_MEMORY }
    case 'close':
      cache?.close()
      cache = undefined
      return true
    default:
      return assertNever(request)
  }
}

function opened(): Cache {
  invariant(cache !== undefined, 'the cache is open')
  return cache
}

function attempt(id: number, step: () => StoreCalls[StoreRequest['call']]['answer']): StoreReply {
  try {
    return { id, ok: true, answer: step() }
  } catch (error) {
    const code = error instanceof StoreError ? error.code : 'not-writable'
    return { id, ok: false, code, message: error instanceof Error ? error.message : String(error) }
  }
}

function post(reply: StoreReply): void {
  port?.postMessage(reply)
}

interface ApplyRequest {
  readonly id: number
  readonly call: 'apply'
  readonly ask: Write
}
