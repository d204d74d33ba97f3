import { parentPort, workerData } from 'node:worker_threads'
import { assertNever, invariant } from '../../domain/assert.ts'
import { serveAudit } from '../audit/serve-audit.ts'
import { serveEvents } from '../event/serve-events.ts'
import { serveAlarms } from '../alarms/serve-alarms.ts'
import { serveOutbox } from '../outbox/serve-outbox.ts'
import { IN_MEMORY, openCache, openOnDisk, type OpenCache } from './open-cache.ts'
import { StoreError } from './store-error.ts'
import type { OpenAsk, OpenedCache, StoreCalls, StoreReply, StoreRequest, Write } from './store-messages.ts'

/**
 * The store's thread: the only writer of the cache. The outbox, the audit and whatever else has a file of its own
 * run the same program in threads of their own. Writes that arrive while one is being committed are committed
 * together, so that a burst costs few syncs to disk.
 */
const port = parentPort
invariant(port !== null, 'the store runs in a worker thread')

let current: OpenCache | undefined
let queue: StoreRequest[] = []

if (workerData === 'outbox') serveOutbox(port)
else if (workerData === 'alarms') serveAlarms(port)
else if (workerData === 'audit') serveAudit(port)
else if (workerData === 'events') serveEvents(port)
else {
  port.on('message', (request: StoreRequest) => {
    queue.push(request)
    if (queue.length === 1) setImmediate(drain)
  })
}

function drain(): void {
  const requests = queue
  queue = []
  let index = 0
  while (index < requests.length) {
    const group = applyGroup(requests, index)
    if (group.length > 0) answerTogether(group)
    const next = requests[index + group.length]
    if (next !== undefined) post(attempt(next.id, () => perform(next)))
    index += group.length + 1
  }
  if (queue.length === 0) tidy()
}

/** A disk that cannot take it fails the next write as well, and that one is told. What was written stays in the log. */
function tidy(): void {
  try {
    current?.cache.shortenLog()
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
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
  const rows = group.flatMap((request) => request.ask.rows)
  const reply = attempt(last.id, () => opened().cache.apply(rows, last.ask.position))
  for (const request of group) post({ ...reply, id: request.id })
}

function perform(request: StoreRequest): StoreCalls[StoreRequest['call']]['answer'] {
  switch (request.call) {
    case 'open':
      return open(request.ask)
    case 'persist':
      return persist(request.ask.path, request.ask.wallMs)
    case 'replace':
      return opened().cache.replace(request.ask.rows, request.ask.position)
    case 'apply':
      return opened().cache.apply(request.ask.rows, request.ask.position)
    case 'replaceKinds':
      return opened().cache.replaceKinds(request.ask.kinds, request.ask.rows, request.ask.position)
    case 'keep':
      opened().cache.keep(request.ask.findings)
      return true
    case 'info': {
      const { cache, path } = opened()
      return {
        path,
        bytes: cache.bytes(),
        logBytes: cache.logBytes(),
        schema: cache.schema,
        inMemory: path === IN_MEMORY,
      }
    }
    case 'close':
      close()
      return true
    default:
      return assertNever(request)
  }
}

/** The old file is closed first: closing it later would remove the side files of the new one. */
function open({ path, wallMs, knownDamaged }: OpenAsk): OpenedCache {
  close()
  const { open: usable, ...rest } = openCache(path, wallMs, knownDamaged)
  current = usable
  return { ...rest, content: usable.content }
}

function persist(path: string, wallMs: number): string | undefined {
  const memory = opened()
  invariant(memory.path === IN_MEMORY, 'the cache is kept in memory')
  const { open: onDisk, quarantined } = openOnDisk(path, wallMs, false)
  try {
    const { rows, position, findings } = memory.cache.load()
    if (position !== undefined) onDisk.cache.replace(rows, position)
    if (findings !== undefined) onDisk.cache.keep(findings)
  } catch (error) {
    onDisk.close()
    throw error
  }
  memory.close()
  current = onDisk
  return quarantined
}

function close(): void {
  const closing = current
  current = undefined
  closing?.close()
}

function opened(): OpenCache {
  invariant(current !== undefined, 'the cache is open')
  return current
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
