import type { Cancel, Clock } from '../../domain/clock.ts'
import { KEYS_KEPT } from './known-keys.ts'
import type { Database } from './sqlite.ts'
import type { Statements } from './statements.ts'

/** Changes looked at in one transaction, and the pause before the next: writers and pings come first. */
const CHUNK = 2000
const PAUSE_MS = 20

interface CompactionOptions {
  readonly retainCount: number
  readonly clock: Clock
  /** Told when a round fails, as on a full disk; the next commit tries again. */
  readonly onFailed: (error: unknown) => void
}

/**
 * Forgets changes that are older than the newest `retainCount`, except those that are still the current
 * state of a resource. The newest change is always kept: it carries revision and digest over a restart.
 */
export class Compaction {
  readonly #database: Database
  readonly #statements: Statements
  readonly #options: CompactionOptions
  #revision: number
  #headRevision = 0
  #pending: Cancel | undefined
  #stopped = false

  constructor(database: Database, statements: Statements, options: CompactionOptions) {
    this.#database = database
    this.#statements = statements
    this.#options = options
    this.#revision = Number(statements.getMeta.get('compacted_revision') ?? 0)
  }

  /** Up to here changes may be gone. */
  get revision(): number {
    return this.#revision
  }

  /** Starts a round when enough has piled up beyond what is retained. */
  consider(headRevision: number): void {
    this.#headRevision = headRevision
    if (this.#pending || this.#stopped) return
    const slack = Math.max(1, Math.floor(this.#options.retainCount / 10))
    if (this.#target() - this.#revision < slack) return
    this.#pending = this.#options.clock.setTimer(0, () => this.#round())
  }

  stop(): void {
    this.#stopped = true
    this.#pending?.()
  }

  #target(): number {
    return this.#headRevision - Math.max(1, this.#options.retainCount)
  }

  #round(): void {
    this.#pending = undefined
    if (this.#stopped) return
    const upTo = Math.min(this.#target(), this.#revision + CHUNK)
    try {
      this.#forget(upTo)
    } catch (error) {
      this.#options.onFailed(error)
      return
    }
    if (upTo < this.#target()) this.#pending = this.#options.clock.setTimer(PAUSE_MS, () => this.#round())
  }

  #forget(upTo: number): void {
    this.#database.transaction(() => {
      this.#statements.deleteSuperseded.run(this.#revision, upTo)
      this.#statements.deleteOldKeys.run(KEYS_KEPT)
      this.#statements.setMeta.run('compacted_revision', String(upTo))
    })()
    this.#revision = upTo
  }
}
