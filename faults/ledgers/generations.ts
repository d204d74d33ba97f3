import type { LogTruth } from '../validators/log-truth.ts'

/**
 * Ledgers do not know that the gateway was set back to a backup. The generation of a step is the oldest one
 * whose log had this very state at this revision, and in which it is no step back. Where there is none, the
 * step keeps the generation before it, and the validators say what is wrong.
 */
export class Generations {
  readonly #truth: LogTruth
  #current = 0
  #revision = 0

  constructor(truth: LogTruth) {
    this.#truth = truth
  }

  of(revision: number, digest: string): number {
    const oldest = revision < this.#revision ? this.#current + 1 : this.#current
    this.#revision = revision
    for (let one = oldest; one <= this.#truth.generation; one++) {
      if (this.#truth.digestAt(one, revision) === digest) return (this.#current = one)
    }
    return this.#current
  }
}
