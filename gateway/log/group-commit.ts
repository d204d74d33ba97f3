import type { Cancel, Clock } from '../../domain/clock.ts'
import { LogError } from './log-error.ts'
import type { WriteJob } from './log.ts'

/** How long a job waits for company, and how much one transaction holds before it is cut. */
const GATHER_MS = 2
const COMMIT_WEIGHT = 512
/** Beyond this the senders are told to wait: a queue without a bound is a lost log at the next crash. */
const QUEUE_WEIGHT = 50_000

/** A job whose result type is known only to the one who waits for it. */
export interface QueuedJob {
  readonly job: WriteJob<unknown>
  readonly resolve: (result: unknown) => void
  readonly reject: (error: unknown) => void
}

/**
 * Gathers jobs for a few milliseconds and hands them over as one transaction. Between two transactions the
 * event loop turns, so that HTTP/2 pings are answered under load.
 */
export class GroupCommit {
  readonly #clock: Clock
  readonly #commit: (jobs: readonly QueuedJob[]) => void
  #queue: QueuedJob[] = []
  #queuedWeight = 0
  #scheduled: Cancel | undefined
  #closed = false
  #idle: (() => void)[] = []

  constructor(clock: Clock, commit: (jobs: readonly QueuedJob[]) => void) {
    this.#clock = clock
    this.#commit = commit
  }

  submit<Result>(job: WriteJob<Result>): Promise<Result> {
    if (this.#closed) return Promise.reject(new LogError('the log is closed'))
    if (this.#queuedWeight + job.weight > QUEUE_WEIGHT && this.#queue.length > 0) {
      return Promise.reject(
        new LogError(`${this.#queuedWeight} changes are waiting for the disk; try again later`),
      )
    }
    return new Promise<Result>((resolve, reject) => {
      this.#queue.push({ job, resolve: (result) => resolve(result as Result), reject })
      this.#queuedWeight += job.weight
      this.#scheduled ??= this.#clock.setTimer(GATHER_MS, () => this.#turn())
    })
  }

  /** Resolves when everything queued so far has been committed or refused; later jobs are refused. */
  close(): Promise<void> {
    this.#closed = true
    if (this.#queue.length === 0) return Promise.resolve()
    return new Promise((resolve) => this.#idle.push(resolve))
  }

  #turn(): void {
    this.#scheduled = undefined
    this.#commit(this.#take())
    if (this.#queue.length > 0) {
      const next = setImmediate(() => this.#turn())
      this.#scheduled = () => clearImmediate(next)
      return
    }
    for (const resolve of this.#idle.splice(0)) resolve()
  }

  #take(): readonly QueuedJob[] {
    let count = 0
    let weight = 0
    for (const { job } of this.#queue) {
      if (count > 0 && weight + job.weight > COMMIT_WEIGHT) break
      count += 1
      weight += job.weight
    }
    this.#queuedWeight -= weight
    return this.#queue.splice(0, count)
  }
}
