/** Revisions, kept as ranges: millions that follow one another cost no more than one. */
export class RevisionSet {
  /** First and last of each range, in ascending order, never touching. */
  #ranges: (readonly [number, number])[] = []

  /** Returns whether it was not there before. */
  add(revision: number): boolean {
    const at = this.#ranges.findLastIndex(([first]) => first <= revision)
    const [, last = -1] = this.#ranges[at] ?? []
    if (at >= 0 && revision <= last) return false
    const next = this.#ranges[at + 1]
    const joinsLeft = at >= 0 && last === revision - 1
    const joinsRight = next !== undefined && next[0] === revision + 1
    const first = joinsLeft ? (this.#ranges[at]?.[0] ?? revision) : revision
    const from = joinsLeft ? at : at + 1
    const removed = Number(joinsLeft) + Number(joinsRight)
    this.#ranges.splice(from, removed, [first, joinsRight ? next[1] : revision])
    return true
  }

  clear(): void {
    this.#ranges = []
  }

  get rangeCount(): number {
    return this.#ranges.length
  }
}
