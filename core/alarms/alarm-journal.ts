import { join } from 'node:path'
import { StoreError } from '../store/store-error.ts'
import { ThreadCalls } from '../store/thread-calls.ts'
import type { DeskContext } from '../wall/desk.ts'
import type { JournalCalls, JournalEntry, OpenedJournal } from './journal-messages.ts'

const DAY_MS = 86_400_000
const REOPEN_EVERY_MS = 30_000
/** Of what could not be written, this many lines wait for a file that can. */
const MAX_WAITING = 20_000
const EMPTY: OpenedJournal = { alarms: [], day: [] }

/**
 * What became of each alarm and who did it, on disk in a thread of its own. A journal that cannot be written
 * stops nobody: it is said on the glass, alarms go on, and what was not written is written once it can be.
 */
export class AlarmJournal {
  readonly #context: DeskContext
  readonly #file: ThreadCalls<JournalCalls>
  #waiting: JournalEntry[] = []
  #isOpen = false
  #triedMs = 0

  constructor(context: DeskContext) {
    this.#context = context
    this.#file = new ThreadCalls({
      workerUrl: context.options.storeWorker,
      role: 'alarms',
      closeCall: 'alarms-close',
    })
  }

  /** What an earlier run left. Rejects only when the journal belongs to a newer program. */
  async start(): Promise<OpenedJournal> {
    this.#file.start()
    try {
      return await this.#open()
    } catch (error) {
      if (error instanceof StoreError && error.code === 'from-the-future') throw error
      this.#fail(error)
      return EMPTY
    }
  }

  async stop(): Promise<void> {
    await this.#flush()
    await this.#file.stop()
  }

  /** Resolves once these lines, and all before them, are on disk, or it was said that they are not. */
  async append(entries: readonly JournalEntry[]): Promise<void> {
    if (entries.length === 0) return
    this.#waiting.push(...entries)
    if (this.#waiting.length > MAX_WAITING) this.#waiting.splice(0, this.#waiting.length - MAX_WAITING)
    await this.#flush()
  }

  /** Once a second: a journal that could not be written is tried again. */
  tick(): void {
    const nowMs = this.#context.options.clock.monotonicMs()
    if (this.#isOpen || nowMs - this.#triedMs < REOPEN_EVERY_MS) return
    void this.#open().then(
      () => this.#flush(),
      (error: unknown) => this.#fail(error),
    )
  }

  async #open(): Promise<OpenedJournal> {
    const { options, serverClock, notices } = this.#context
    this.#triedMs = options.clock.monotonicMs()
    const opened = await this.#file.call('alarms-open', {
      path: join(options.dataDir, 'alarms.db'),
      wallMs: options.clock.wallMs(),
      fromMs: serverClock.nowMs() - DAY_MS,
    })
    this.#isOpen = true
    notices.withdraw('alarm-journal-failed')
    if (opened.quarantined !== undefined) {
      options.log.warn({ path: opened.quarantined }, 'a damaged journal of alarms was put aside')
    }
    return opened
  }

  async #flush(): Promise<void> {
    if (!this.#isOpen || this.#waiting.length === 0) return
    const entries = this.#waiting
    this.#waiting = []
    try {
      await this.#file.call('alarms-append', entries)
    } catch (error) {
      this.#waiting = [...entries, ...this.#waiting]
      this.#fail(error)
    }
  }

  #fail(error: unknown): void {
    const { notices, serverClock, options } = this.#context
    const reason = error instanceof Error ? error.message : String(error)
    this.#isOpen = false
    if (!notices.has('alarm-journal-failed')) options.log.error({ reason }, 'alarms cannot be written down')
    notices.raise('alarm-journal-failed', serverClock.nowMs(), reason)
  }
}
