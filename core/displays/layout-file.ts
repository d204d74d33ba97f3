import { copyFile, readFile, stat } from 'node:fs/promises'
import { problemAt } from '../../domain/view/file-problem.ts'
import type { Logger } from '../log.ts'
import type { ReadLayout } from './layout.ts'
import { readLayout } from './read-layout.ts'

export interface LayoutFileParts {
  readonly file: string
  /** A copy of the last good one: with it the wall starts on the day somebody broke the file. */
  readonly lastGoodFile: string
  readonly log: Logger
}

/**
 * A layout file that may change at any time. It is looked at once a second; what is found is read only when two
 * looks in a row saw the same, so that an editor is not caught in the middle of writing.
 */
export class LayoutFile {
  readonly #parts: LayoutFileParts
  #read = ''
  #seen = ''

  constructor(parts: LayoutFileParts) {
    this.#parts = parts
  }

  /** What it says now; when that is no layout, the last good one with what is wrong with this one. */
  async open(): Promise<{ readonly now: ReadLayout; readonly lastGood?: ReadLayout }> {
    this.#read = await this.#signature()
    this.#seen = this.#read
    const now = await this.#readFile()
    if (now.layout !== undefined) return { now }
    const text = await readFile(this.#parts.lastGoodFile, 'utf8').catch(() => undefined)
    return text === undefined ? { now } : { now, lastGood: readLayout(text) }
  }

  /** What it says now, if it changed since it was read last and has come to rest. */
  async look(): Promise<ReadLayout | undefined> {
    const signature = await this.#signature()
    const isAtRest = signature === this.#seen
    this.#seen = signature
    if (!isAtRest || signature === this.#read) return undefined
    this.#read = signature
    return this.#readFile()
  }

  async #readFile(): Promise<ReadLayout> {
    const { file, lastGoodFile, log } = this.#parts
    let text: string
    try {
      text = await readFile(file, 'utf8')
    } catch (error) {
      return { problems: [problemAt([], 'layout-unreadable', { file, reason: sentenceOf(error) })] }
    }
    const read = readLayout(text)
    if (read.layout !== undefined) {
      await copyFile(file, lastGoodFile).catch((error: unknown) =>
        log.warn({ reason: sentenceOf(error) }, 'the good layout could not be kept for the next start'),
      )
    }
    return read
  }

  async #signature(): Promise<string> {
    const found = await stat(this.#parts.file).catch(() => undefined)
    return found === undefined ? 'missing' : `${found.ino} ${found.size} ${found.mtimeMs}`
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
