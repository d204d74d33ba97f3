import { startGateway, type Running } from '../../gateway/start-gateway.ts'
import { aUnit } from '../../gateway/testing/records.ts'
import { Unit } from '../../proto/gen/wall/v1/duty.ts'
import type { Trial } from '../lib/trial.ts'

const UNIT_COUNT = 2_000
const JOB_CHANGES = 250

/** A gateway in this process, and somebody who writes into its log as fast as it commits. */
export class LogFeed {
  readonly dataDir: string
  readonly #trial: Trial
  readonly #present = new Set<string>()
  #running: Running | undefined
  #serial = 0

  private constructor(trial: Trial) {
    this.#trial = trial
    this.dataDir = trial.folder()
  }

  static async start(trial: Trial, retain: number): Promise<LogFeed> {
    const feed = new LogFeed(trial)
    const running = await startGateway({ dataDir: feed.dataDir, retain })
    feed.#running = running
    trial.defer(() => running.stop())
    return feed
  }

  get address(): string {
    return this.#gateway.started.address
  }

  get head(): number {
    return this.#gateway.log.head().revision
  }

  /** Resolves once so many changes are on disk: single ones, groups and now and then a removal. */
  async write(count: number): Promise<void> {
    const before = this.head
    const jobs: Promise<void>[] = []
    for (let left = count; left > 0; left -= JOB_CHANGES) jobs.push(this.#job(Math.min(left, JOB_CHANGES)))
    await Promise.all(jobs)
    this.#trial.tally.changes += this.head - before
  }

  #job(count: number): Promise<void> {
    const atomic = this.#trial.random.chance(0.3)
    return this.#gateway.log.write({
      weight: count,
      atomic,
      run: (writer) => {
        for (let made = 0; made < count; made++) {
          this.#serial++
          const id = `u-${this.#trial.random.between(1, UNIT_COUNT)}`
          if (this.#present.has(id) && this.#trial.random.chance(0.05)) {
            this.#present.delete(id)
            writer.remove('unit', id)
          } else {
            this.#present.add(id)
            writer.put('unit', id, Unit.encode(aUnit(id, { name: `Unit at ${this.#serial}` })).finish())
          }
        }
      },
    })
  }

  get #gateway(): Running {
    if (this.#running === undefined) throw new Error('The gateway is not running.')
    return this.#running
  }
}
