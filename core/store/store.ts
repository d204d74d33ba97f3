import { Worker } from 'node:worker_threads'
import { StoreError } from './store-error.ts'
import type { StoreCall, StoreCalls, StoreReply, StoreRequest } from './store-messages.ts'

/**
 * The cache as the rest of the core sees it. Calls are carried out in the order in which they were made; a
 * write is on disk when its promise resolves. Every call rejects with `StoreError`. When the thread dies,
 * what was under way is rejected, and the next call starts a new one, which has to `open` first.
 */
export class Store {
  readonly #workerUrl: URL
  #running = false
  #thread: Thread | undefined
  #nextId = 1

  constructor(workerUrl: URL) {
    this.#workerUrl = workerUrl
  }

  start(): void {
    this.#running = true
  }

  call<K extends StoreCall>(call: K, ask: StoreCalls[K]['ask']): Promise<StoreCalls[K]['answer']> {
    if (!this.#running) return Promise.reject(new StoreError('not-writable', 'The store is not running.'))
    const { worker, waiting } = (this.#thread ??= this.#startThread())
    return new Promise((resolve, reject) => {
      const id = this.#nextId++
      waiting.set(id, { resolve: (answer) => resolve(answer as StoreCalls[K]['answer']), reject })
      // `call`, `ask` and the answer belong together by the signature; a union cannot be built from K.
      worker.postMessage({ id, call, ask } as StoreRequest)
    })
  }

  async stop(): Promise<void> {
    const thread = this.#thread
    try {
      if (thread !== undefined) await this.call('close', {})
    } finally {
      this.#running = false
      this.#thread = undefined
      await thread?.worker.terminate()
    }
  }

  #startThread(): Thread {
    const thread: Thread = { worker: new Worker(this.#workerUrl), waiting: new Map() }
    const end = (reason: string): void => {
      if (this.#thread === thread) this.#thread = undefined
      for (const { reject } of thread.waiting.values()) reject(new StoreError('not-writable', reason))
      thread.waiting.clear()
    }
    thread.worker.on('message', (reply: StoreReply) => settle(thread, reply))
    thread.worker.on('error', (error) => end(`The store's thread failed: ${error.message}`))
    thread.worker.on('exit', () => end("The store's thread has ended."))
    return thread
  }
}

function settle({ waiting }: Thread, reply: StoreReply): void {
  const asked = waiting.get(reply.id)
  waiting.delete(reply.id)
  if (reply.ok) asked?.resolve(reply.answer)
  else asked?.reject(new StoreError(reply.code, reply.message))
}

interface Thread {
  readonly worker: Worker
  readonly waiting: Map<number, Waiting>
}

interface Waiting {
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: StoreError) => void
}
