import type { LogTruth } from '../validators/log-truth.ts'

/**
 * Ledgers do not know that the gateway was set back to a backup. The generation of a step is the oldest one,
 * not before that of the step before, whose log had this very state at this revision. Where none had, the
 * step keeps the generation before it, and the validators say what is wrong.
 */
export class Generations {
  readonly #truth: LogTruth
  #current = 0

  constructor(truth: LogTruth) {
    this.#truth = truth
  }

  of(revision: number, digest: string): number {
    for (let one = this.#current; one <= this.#truth.generation; one++) {
      if (this.#truth.digestAt(one, revision) === digest) return (this.#current = one)
    }
    return this.#current
  }
}
