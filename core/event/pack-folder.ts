import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { EventPack } from '../../domain/event/event-pack.ts'
import { problemAt, type FileProblem } from '../../domain/view/file-problem.ts'
import { readPack } from './read-pack.ts'
import { readTrustedKeys } from './trusted-keys.ts'

/** A pack of a night is some hundred kilobytes. */
const MAX_BYTES = 20_000_000

/** A file of the folder: a pack that may be used, or problems. */
export interface PackFile {
  readonly file: string
  readonly pack?: EventPack
  readonly signedBy?: string
  readonly problems: readonly FileProblem[]
}

/**
 * The packs of a folder, each judged by itself: a wrong one leaves the others alone. Of several with one id the
 * newest version is taken, and the others are refused by name.
 */
export class PackFolder {
  readonly #packsDir: string
  readonly #keysDir: string
  #seen = ''
  #keyProblems: readonly string[] = []

  constructor(packsDir: string, keysDir: string) {
    this.#packsDir = packsDir
    this.#keysDir = keysDir
  }

  /** A sentence per file in the folder of keys that is no key. */
  get keyProblems(): readonly string[] {
    return this.#keyProblems
  }

  /** The packs, or `undefined` while no file has changed since the last reading. */
  async readIfChanged(): Promise<readonly PackFile[] | undefined> {
    const seen = [await fingerprint(this.#packsDir, '.json'), await fingerprint(this.#keysDir, '.pem')].join(
      '\n',
    )
    if (seen === this.#seen) return undefined
    this.#seen = seen
    const { keys, problems } = await readTrustedKeys(this.#keysDir)
    this.#keyProblems = problems
    const names = await filesOf(this.#packsDir, '.json')
    const files = await Promise.all(names.map((file) => this.#readFile(file, keys)))
    return refuseOlder(files)
  }

  async #readFile(file: string, keys: Parameters<typeof readPack>[1]): Promise<PackFile> {
    try {
      const path = join(this.#packsDir, file)
      if ((await stat(path)).size > MAX_BYTES) {
        return { file, problems: [problemAt([], 'pack-large', { limit: MAX_BYTES })] }
      }
      const reading = readPack(await readFile(path), keys)
      return 'problems' in reading ? { file, ...reading } : { file, ...reading, problems: [] }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      return { file, problems: [problemAt([], 'pack-unreadable', { reason })] }
    }
  }
}

function refuseOlder(files: readonly PackFile[]): readonly PackFile[] {
  const newest = new Map<string, PackFile>()
  for (const one of files) {
    if (one.pack === undefined) continue
    const other = newest.get(one.pack.id)
    if (other?.pack === undefined || one.pack.version > other.pack.version) newest.set(one.pack.id, one)
  }
  return files.map((one) => {
    const taken = one.pack && newest.get(one.pack.id)
    if (one.pack === undefined || taken?.pack === undefined || taken === one) return one
    const { id: event, version } = one.pack
    const parts = { version, event, file: taken.file, taken: taken.pack.version }
    return { file: one.file, problems: [problemAt([], 'pack-older', parts)] }
  })
}

/** Name, size and time of every file: another one of these, and the folder is read again. */
async function fingerprint(dir: string, suffix: string): Promise<string> {
  const parts = (await filesOf(dir, suffix)).map(async (name) => {
    const found = await stat(join(dir, name)).catch(() => undefined)
    return `${name} ${found?.size} ${found?.mtimeMs}`
  })
  return (await Promise.all(parts)).join('\n')
}

/** A folder that is not there has no files: a wall without events needs none. */
async function filesOf(dir: string, suffix: string): Promise<readonly string[]> {
  const names = await readdir(dir).catch(() => [])
  return names.filter((name) => name.endsWith(suffix)).sort()
}
