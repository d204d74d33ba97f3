import { Worker } from 'node:worker_threads'
import { StoreError, type StoreErrorCode } from './store-error.ts'

/** What a thread can be asked, and what each question is answered with. */
export type CallTable<C> = { readonly [K in keyof C]: { readonly ask: unknown; readonly answer: unknown } }

interface ThreadOptions<C> {
  /** The store's worker as the host can load it. */
  readonly workerUrl: URL
  /** Which file the thread serves. */
  readonly role: 'cache' | 'outbox' | 'alarms' | 'audit' | 'events'
  readonly closeCall: keyof C
}

/**
 * A file as the rest of the core sees it: in a thread of its own. Calls are carried out in the order in which
 * they were made; a write is on disk when its promise resolves. Every call rejects with `StoreError`. When
 * the thread dies, what was under way is rejected, and the next call starts a new one, in which the file has
 * to be opened first.
 */
export class ThreadCalls<C extends CallTable<C>> {
  readonly #options: ThreadOptions<C>
  #running = false
  #thread: Thread | undefined
  #nextId = 1

  constructor(options: ThreadOptions<C>) {
    this.#options = options
  }

  start(): void {
    this.#running = true
  }

  call<K extends keyof C>(call: K, ask: C[K]['ask']): Promise<C[K]['answer']> {
    if (!this.#running) return Promise.reject(new StoreError('not-writable', 'The store is not running.'))
    const { worker, waiting } = (this.#thread ??= this.#startThread())
    return new Promise((resolve, reject) => {
      const id = this.#nextId++
      waiting.set(id, { resolve, reject })
      worker.postMessage({ id, call, ask })
    })
  }

  async stop(): Promise<void> {
    const thread = this.#thread
    try {
      if (thread !== undefined) await this.call(this.#options.closeCall, {})
    } finally {
      this.#running = false
      this.#thread = undefined
      await thread?.worker.terminate()
    }
  }

  #startThread(): Thread {
    const { workerUrl, role } = this.#options
    const thread: Thread = { worker: new Worker(workerUrl, { workerData: role }), waiting: new Map() }
    const end = (reason: string): void => {
      if (this.#thread === thread) this.#thread = undefined
      for (const { reject } of thread.waiting.values()) reject(new StoreError('not-writable', reason))
      thread.waiting.clear()
    }
    thread.worker.on('message', (reply: ThreadReply) => settle(thread, reply))
    thread.worker.on('error', (error) => end(`The store's thread failed: ${error.message}`))
    thread.worker.on('exit', () => end("The store's thread has ended."))
    return thread
  }
}

function settle({ waiting }: Thread, reply: ThreadReply): void {
  const asked = waiting.get(reply.id)
  waiting.delete(reply.id)
  if (reply.ok) asked?.resolve(reply.answer)
  else asked?.reject(new StoreError(reply.code, reply.message))
}

export type ThreadReply =
  | { readonly id: number; readonly ok: true; readonly answer: unknown }
  | { readonly id: number; readonly ok: false; readonly code: StoreErrorCode; readonly message: string }

interface Thread {
  readonly worker: Worker
  readonly waiting: Map<number, Waiting>
}

interface Waiting {
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: StoreError) => void
}
