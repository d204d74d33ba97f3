import { closeSync, existsSync, openSync, readFileSync, readSync, statSync, truncateSync } from 'node:fs'

/**
 * Before a program goes on with a file of notes: what its last life wrote only half of is taken away. Whatever
 * that note told shows in the first one of the new life, which is a whole list.
 */
export function mendNotes(path: string): void {
  if (!existsSync(path)) return
  const end = readFileSync(path).lastIndexOf(0x0a) + 1
  if (end < statSync(path).size) truncateSync(path, end)
}

/** Reads the notes that another program appends, as they come. */
export class NoteTail<Note> {
  readonly #path: string
  #at = 0
  #rest = Buffer.alloc(0)

  constructor(path: string) {
    this.#path = path
  }

  /** Whole notes since the last call. */
  read(): readonly Note[] {
    const bytes = Buffer.concat([this.#rest, this.#newBytes()])
    const end = bytes.lastIndexOf(0x0a) + 1
    this.#rest = bytes.subarray(end)
    const lines = bytes.toString('utf8', 0, end).split('\n')
    lines.pop()
    return lines.map((line) => JSON.parse(line) as Note)
  }

  /** While nobody writes: the last notes, after which the file begins anew and takes no more room. */
  drain(): readonly Note[] {
    const notes = this.read()
    this.#rest = Buffer.alloc(0)
    this.#at = 0
    if (existsSync(this.#path)) truncateSync(this.#path, 0)
    return notes
  }

  #newBytes(): Buffer {
    if (!existsSync(this.#path)) return Buffer.alloc(0)
    const file = openSync(this.#path, 'r')
    try {
      const bytes = Buffer.alloc(statSync(this.#path).size - this.#at)
      const count = readSync(file, bytes, 0, bytes.length, this.#at)
      this.#at += count
      return bytes.subarray(0, count)
    } finally {
      closeSync(file)
    }
  }
}
