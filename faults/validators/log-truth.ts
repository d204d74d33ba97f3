import type { Change, Truth } from './history.ts'

/** One change as the gateway's log keeps it. */
export interface LogChange extends Change {
  readonly groupEnd: number
  /** Of the state after this change. */
  readonly digest: string
}

/** What really happened, put together from readings of the log file. Readings may overlap. */
export class LogTruth implements Truth {
  readonly #generations: Map<number, LogChange>[] = []

  /** The newest generation, counted from 0. */
  get generation(): number {
    return Math.max(0, this.#generations.length - 1)
  }

  /** The gateway was set back to `revision`: another generation begins, with the same past. */
  setBack(revision: number): void {
    const last = this.#generations.at(-1) ?? new Map<number, LogChange>()
    this.#generations.push(new Map([...last].filter(([one]) => one <= revision)))
  }

  add(changes: readonly LogChange[]): void {
    if (this.#generations.length === 0) this.#generations.push(new Map())
    const newest = this.#generations.at(-1)
    for (const change of changes) if (!newest?.has(change.revision)) newest?.set(change.revision, change)
  }

  head(generation = this.generation): number {
    return Math.max(0, ...(this.#generations[generation]?.keys() ?? []))
  }

  at(generation: number, revision: number): LogChange | undefined {
    return this.#generations[generation]?.get(revision)
  }

  changes(generation: number, after: number, upTo: number): readonly LogChange[] {
    const found: LogChange[] = []
    for (let revision = after + 1; revision <= upTo; revision++) {
      const change = this.at(generation, revision)
      if (change !== undefined) found.push(change)
    }
    return found
  }

  endsGroup(generation: number, revision: number): boolean {
    const change = this.at(generation, revision)
    return change !== undefined && change.groupEnd === revision
  }

  digestAt(generation: number, revision: number): string | undefined {
    return this.at(generation, revision)?.digest
  }

  toJSON(): readonly (readonly LogChange[])[] {
    return this.#generations.map((one) => [...one.values()])
  }

  static fromJSON(generations: readonly (readonly LogChange[])[]): LogTruth {
    const truth = new LogTruth()
    for (const changes of generations) {
      truth.#generations.push(new Map(changes.map((change) => [change.revision, change])))
    }
    return truth
  }
}
