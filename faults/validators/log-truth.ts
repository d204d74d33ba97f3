import type { Change, Truth } from './history.ts'

/** One change as the gateway's log keeps it. */
export interface LogChange extends Change {
  readonly groupEnd: number
  /** Of the state after this change. */
  readonly digest: string
}

/** One numbering of the log: from its beginning, or from the backup that it was set back to. */
class Generation {
  readonly changes = new Map<number, LogChange>()
  head = 0
  /** Up to here everything was forgotten. */
  forgotten = 0

  add(change: LogChange): void {
    if (change.revision <= this.forgotten || this.changes.has(change.revision)) return
    this.changes.set(change.revision, change)
    this.head = Math.max(this.head, change.revision)
  }
}

/** What really happened, put together from readings of the log file. Readings may overlap. */
export class LogTruth implements Truth {
  readonly #generations: Generation[] = []

  /** The newest generation, counted from 0. */
  get generation(): number {
    return Math.max(0, this.#generations.length - 1)
  }

  /** The gateway was set back to `revision`: another generation begins, with the same past. */
  setBack(revision: number): void {
    const past = [...(this.#generations.at(-1)?.changes.values() ?? [])]
    this.#begin(past.filter((one) => one.revision <= revision))
  }

  add(changes: readonly LogChange[]): void {
    if (this.#generations.length === 0) this.#begin([])
    const newest = this.#generations.at(-1)
    for (const change of changes) newest?.add(change)
  }

  /** Of a long run: every ledger has been judged up to here, and nobody asks for it again. */
  forget(upTo: number): void {
    const newest = this.#generations.at(-1)
    if (newest === undefined) return
    for (const revision of newest.changes.keys()) {
      if (revision > upTo) break
      newest.changes.delete(revision)
    }
    newest.forgotten = Math.max(newest.forgotten, upTo)
  }

  head(generation = this.generation): number {
    return this.#generations[generation]?.head ?? 0
  }

  at(generation: number, revision: number): LogChange | undefined {
    return this.#generations[generation]?.changes.get(revision)
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
    return this.#generations.map((one) => [...one.changes.values()])
  }

  static fromJSON(generations: readonly (readonly LogChange[])[]): LogTruth {
    const truth = new LogTruth()
    for (const changes of generations) truth.#begin(changes)
    return truth
  }

  #begin(changes: readonly LogChange[]): void {
    const generation = new Generation()
    for (const change of changes) generation.add(change)
    this.#generations.push(generation)
  }
}
