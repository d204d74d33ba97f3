/** A sum at every revision since `firstRevision`, as long as it is remembered. */
export class SumHistory {
  readonly #keptCount: number
  readonly #revisions: number[]
  readonly #sums: bigint[]

  constructor(revision: number, sum: bigint, keptCount: number) {
    this.#keptCount = keptCount
    this.#revisions = [revision]
    this.#sums = [sum]
  }

  get firstRevision(): number {
    return this.#revisions[0] ?? 0
  }

  get newest(): bigint {
    return this.#sums.at(-1) ?? 0n
  }

  /** From this revision on; not before the last one that was set. */
  set(revision: number, sum: bigint): void {
    if (sum === this.newest) return
    this.#revisions.push(revision)
    this.#sums.push(sum)
    if (this.#revisions.length <= this.#keptCount) return
    const forgottenCount = Math.ceil(this.#keptCount / 2)
    this.#revisions.splice(0, forgottenCount)
    this.#sums.splice(0, forgottenCount)
  }

  /** Undefined before `firstRevision`. */
  at(revision: number): bigint | undefined {
    let low = 0
    let high = this.#revisions.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#revisions[middle] ?? 0) <= revision) low = middle + 1
      else high = middle
    }
    return this.#sums[low - 1]
  }
}
