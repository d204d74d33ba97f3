import { join } from 'node:path'
import type { CoreOptions } from '../options.ts'
import { StoreError } from '../store/store-error.ts'
import { ThreadCalls } from '../store/thread-calls.ts'
import type { EventAct } from './event-record.ts'
import type { JournalCalls } from './journal-messages.ts'

const FILE = 'events.db'

/** The journal as the desk sees it. An act counts when it is on disk, and not before. */
export class EventJournal {
  readonly #options: CoreOptions
  readonly #file: ThreadCalls<JournalCalls>
  readonly #onRead: (acts: readonly EventAct[]) => void
  #isOpen = false

  /** `onRead` gets everything that the file holds, whenever it was opened: what is on disk is what happened. */
  constructor(options: CoreOptions, onRead: (acts: readonly EventAct[]) => void) {
    this.#options = options
    this.#onRead = onRead
    this.#file = new ThreadCalls({
      workerUrl: options.storeWorker,
      role: 'events',
      closeCall: 'journal-close',
    })
  }

  /**
   * Rejects only when the file belongs to a newer program; otherwise a journal that cannot be used is said in the
   * log and tried again with the next act.
   */
  async start(): Promise<void> {
    this.#file.start()
    try {
      await this.#open()
    } catch (error) {
      if (error instanceof StoreError && error.code === 'from-the-future') throw error
      this.#options.log.error(`the events' journal failed: ${sentenceOf(error)}`)
    }
  }

  async stop(): Promise<void> {
    await this.#file.stop()
  }

  /** Rejects with a sentence when it could not be written; then it has not happened. */
  async add(act: EventAct): Promise<void> {
    if (!this.#isOpen) await this.#open()
    try {
      await this.#file.call('journal-add', act)
    } catch (error) {
      this.#isOpen = false
      throw error
    }
  }

  async #open(): Promise<void> {
    const { dataDir, clock, log } = this.#options
    const path = join(dataDir, FILE)
    const { acts, aside } = await this.#file.call('journal-open', { path, wallMs: clock.wallMs() })
    if (aside !== undefined)
      log.error(`the events' journal was damaged and lies at ${aside}; a new one began`)
    this.#isOpen = true
    this.#onRead(acts)
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
