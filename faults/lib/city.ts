import type { WallClient } from '../../gateway/testing/wall-client.ts'
import { aRecord, unitRecord } from '../../gateway/testing/records.ts'
import type { IntakeRecord } from '../../proto/gen/wall/v1/intake.ts'
import type { Trial } from './trial.ts'
import { sleep } from './wait.ts'

const UNIT_COUNT = 40

/**
 * A city of units that change, a few of them at once, appear and go. Every state has a name of its own, so
 * that what a view shows can be found in the log.
 */
export class City {
  readonly #trial: Trial
  #serial = 0
  #present = new Set<string>()
  /** The newest revision that the gateway acknowledged. */
  acknowledged = 0

  constructor(trial: Trial) {
    this.#trial = trial
  }

  /** Publishes until the gateway acknowledged it. Returns the newest revision. */
  async publish(client: () => WallClient, count: number, atomic = false): Promise<number> {
    const records = this.#records(count)
    for (;;) {
      try {
        const { revision, results } = await client().publish(records, { atomic })
        const refused = results.find((one) => one.refusal !== '')
        if (refused !== undefined) throw new CityError(refused.refusal)
        this.#trial.tally.changes += results.length
        this.acknowledged = Math.max(revision, this.acknowledged)
        return revision
      } catch (error) {
        if (error instanceof CityError) throw error
        // Not acknowledged: sent again under the same keys, it is the same.
        await sleep(20)
      }
    }
  }

  /** What a backup of the gateway's log would hold of this city. */
  backup(): () => void {
    const present = new Set(this.#present)
    const { acknowledged } = this
    return () => {
      this.#present = new Set(present)
      this.acknowledged = acknowledged
    }
  }

  #records(count: number): IntakeRecord[] {
    return Array.from({ length: count }, () => {
      this.#serial++
      const id = `u-${this.#trial.random.between(1, UNIT_COUNT)}`
      if (this.#present.has(id) && this.#trial.random.chance(0.1)) {
        this.#present.delete(id)
        return aRecord(`gone-${this.#serial}`, { removal: { kind: 'unit', id } })
      }
      this.#present.add(id)
      return unitRecord(id, this.#serial)
    })
  }
}

class CityError extends Error {}
