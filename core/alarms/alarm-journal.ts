import { join } from 'node:path'
import { StoreError } from '../store/store-error.ts'
import { ThreadCalls } from '../store/thread-calls.ts'
import type { DeskContext } from '../wall/desk.ts'
import type { JournalCalls, JournalEntry, OpenedJournal } from './journal-messages.ts'

const DAY_MS = 86_400_000
const REOPEN_EVERY_MS = 30_000
/** Of what could not be written, this many lines wait for a file that can. */
const MAX_WAITING = 20_000
/** Lines of one commit: more would hold up the main thread, and whoever waits for the line after them. */
const COMMIT_LINES = 1_000
const EMPTY: OpenedJournal = { alarms: [], day: [] }

/**
 * What became of each alarm and who did it, on disk in a thread of its own. A journal that cannot be written
 * stops nobody: it is said on the glass, alarms go on, and what was not written is written once it can be. Lines
 * are written in their order and in groups: what comes while one is on its way goes with the next.
 */
export class AlarmJournal {
  readonly #context: DeskContext
  readonly #file: ThreadCalls<JournalCalls>
  #waiting: JournalEntry[] = []
  #isOpen = false
  #committing: Promise<void> | undefined
  /** Lines that were taken, and lines that are on disk or were given up. */
  #takenCount = 0
  #doneCount = 0
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
    await this.#written(this.#takenCount)
    await this.#file.stop()
  }

  /** Resolves once these lines, and all before them, are on disk, or it was said that they are not. */
  async append(entries: readonly JournalEntry[]): Promise<void> {
    if (entries.length === 0) return
    this.#waiting.push(...entries)
    this.#takenCount += entries.length
    const tooMany = this.#waiting.length - MAX_WAITING
    if (tooMany > 0) this.#doneCount += this.#waiting.splice(0, tooMany).length
    await this.#written(this.#takenCount)
  }

  /** Once a second: a journal that could not be written is tried again. */
  tick(): void {
    const nowMs = this.#context.options.clock.monotonicMs()
    if (this.#isOpen || nowMs - this.#triedMs < REOPEN_EVERY_MS) return
    void this.#open().then(
      () => this.#written(this.#takenCount),
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

  /** Resolves once so many lines are on disk, or the file cannot be written. */
  async #written(count: number): Promise<void> {
    while (this.#isOpen && this.#doneCount < count) {
      await (this.#committing ??= this.#commit().finally(() => (this.#committing = undefined)))
    }
  }

  /** One at a time: lines keep their order. */
  async #commit(): Promise<void> {
    const entries = this.#waiting.splice(0, COMMIT_LINES)
    try {
      await this.#file.call('alarms-append', entries)
      this.#doneCount += entries.length
    } catch (error) {
      this.#waiting.unshift(...entries)
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
