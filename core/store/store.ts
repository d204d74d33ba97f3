import { Worker } from 'node:worker_threads'
import { StoreError } from './store-error.ts'
import type { StoreCall, StoreCalls, StoreReply, StoreRequest } from './store-messages.ts'

/**
 * The cache as the rest of the core sees it. Calls are carried out in the order in which they were made; a
 * write is on disk when its promise resolves. Every call rejects with `StoreError`.
 */
export class Store {
  readonly #workerUrl: URL
  #worker: Worker | undefined
  #nextId = 1
  readonly #waiting = new Map<number, Waiting>()

  constructor(workerUrl: URL) {
    this.#workerUrl = workerUrl
  }

  start(): void {
    const worker = new Worker(this.#workerUrl)
    worker.on('message', (reply: StoreReply) => this.#settle(reply))
    worker.on('error', (error) => this.#failAll(`The store's thread failed: ${error.message}`))
    worker.on('exit', () => this.#failAll("The store's thread has ended."))
    this.#worker = worker
  }

  call<K extends StoreCall>(call: K, ask: StoreCalls[K]['ask']): Promise<StoreCalls[K]['answer']> {
    return new Promise((resolve, reject) => {
      const worker = this.#worker
      if (worker === undefined) return reject(new StoreError('not-writable', 'The store is not running.'))
      const id = this.#nextId++
      this.#waiting.set(id, {
        resolve: (answer) => resolve(answer as StoreCalls[K]['answer']),
        reject,
      })
      // `call`, `ask` and the answer belong together by the signature; a union cannot be built from K.
      worker.postMessage({ id, call, ask } as StoreRequest)
    })
  }

  async stop(): Promise<void> {
    if (this.#worker === undefined) return
    await this.call('close', {})
    const worker = this.#worker
    this.#worker = undefined
    await worker.terminate()
  }

  #settle(reply: StoreReply): void {
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if (reply.ok) waiting?.resolve(reply.answer)
    else waiting?.reject(new StoreError(reply.code, reply.message))
  }

  #failAll(message: string): void {
    for (const waiting of this.#waiting.values()) waiting.reject(new StoreError('not-writable', message))
    this.#waiting.clear()
    this.#worker = undefined
  }
}

interface Waiting {
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: StoreError) => void
}
