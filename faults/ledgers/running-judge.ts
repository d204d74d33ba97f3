import type { Trial } from '../lib/trial.ts'
import type { Entry } from '../validators/history.ts'
import { beginValidation } from '../validators/index.ts'
import type { LogTruth } from '../validators/log-truth.ts'
import { NoteTail } from './note-file.ts'

const KEPT = 200

/**
 * Judges one ledger while it is being written, and keeps nothing of it but where it stands: a run may be as
 * long as it likes. A note is judged once the truth is known up to it.
 */
export class RunningJudge<Note extends { readonly revision: number }> {
  readonly #trial: Trial
  readonly #name: string
  readonly #truth: LogTruth
  readonly #tail: NoteTail<Note>
  readonly #toEntry: (note: Note) => Entry
  readonly #step: ReturnType<typeof beginValidation>
  readonly #recent: Entry[] = []
  #waiting: Note[] = []
  /** Up to here the ledger was judged. */
  revision = 0
  entryCount = 0

  constructor(trial: Trial, name: string, path: string, truth: LogTruth, toEntry: (note: Note) => Entry) {
    this.#trial = trial
    this.#name = name
    this.#truth = truth
    this.#tail = new NoteTail(path)
    this.#toEntry = toEntry
    this.#step = beginValidation(truth)
  }

  /** Throws when a guarantee was broken. */
  read(): void {
    this.#take(this.#tail.read())
  }

  /** The same while nobody writes the ledger; its file begins anew. */
  drain(): void {
    this.#take(this.#tail.drain())
  }

  #take(notes: readonly Note[]): void {
    this.#waiting.push(...notes)
    const head = this.#truth.head()
    const unknown = this.#waiting.findIndex((note) => note.revision > head)
    const known = this.#waiting.splice(0, unknown === -1 ? this.#waiting.length : unknown)
    for (const note of known) this.#judge(this.#toEntry(note))
  }

  #judge(entry: Entry): void {
    this.entryCount++
    this.revision = entry.revision
    this.#recent.push(entry)
    if (this.#recent.length > KEPT) this.#recent.shift()
    const found = this.#step(entry)
    if (found.length === 0) return
    this.#trial.tally.violations += found.length
    this.#trial.ledgers = [{ name: this.#name, history: this.#recent, truth: this.#truth }]
    const sentences = found.map(({ guarantee, at, sentence }) => `${guarantee}: entry ${at} ${sentence}`)
    throw new Error(`The ledger of the ${this.#name} breaks its word. ${sentences.join('; ')}`)
  }
}
