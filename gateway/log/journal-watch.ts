import { JOURNAL_LIMIT_BYTES, journalBytes, truncateJournal } from './sqlite.ts'
import type { Database } from './sqlite.ts'

const MEBIBYTE = 2 ** 20
/** Beyond this somebody reads and does not leave, and a person should know. */
const HELD_BYTES = 64 * MEBIBYTE

interface JournalWatchOptions {
  readonly path: string
  readonly onJournalHeld?: (held: boolean, sentence: string) => void
}

/**
 * Keeps the write-ahead log short. SQLite's own checkpoints go on beside a reader, but only a log that nobody
 * reads can begin again: a wall that lists slowly, or a program that looks into the file, makes it grow.
 */
export class JournalWatch {
  readonly #database: Database
  readonly #options: JournalWatchOptions
  #isHeld = false

  constructor(database: Database, options: JournalWatchOptions) {
    this.#database = database
    this.#options = options
  }

  /** Of use after each commit. A disk that cannot take it is met, and told, by the next commit. */
  committed(): void {
    const { path } = this.#options
    if (journalBytes(path) > JOURNAL_LIMIT_BYTES) this.#truncate()
    else if (!this.#isHeld) return
    const bytes = journalBytes(path)
    if (!this.#isHeld && bytes > HELD_BYTES) {
      this.#tell(
        true,
        `somebody reads ${path} and does not leave: its write-ahead log has ${Math.round(bytes / MEBIBYTE)} MB; close that program`,
      )
    }
    if (this.#isHeld && bytes <= JOURNAL_LIMIT_BYTES)
      this.#tell(false, `the write-ahead log of ${path} is short again`)
  }

  #truncate(): void {
    try {
      truncateJournal(this.#database)
    } catch {
      // Nothing is lost: what was committed stays in the log, and is moved later.
    }
  }

  #tell(held: boolean, sentence: string): void {
    this.#isHeld = held
    this.#options.onJournalHeld?.(held, sentence)
  }
}
