import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Trial } from '../lib/trial.ts'

export type DiskFault =
  'ok' | 'sync-eio' | `sync-delay ${number}` | 'write-eio' | 'write-full' | 'write-short'

const SOURCE = join(import.meta.dirname, 'faultio.c')

let library: string | undefined

/** Why there is no faulty disk on this machine; undefined where there is one. */
export function noFaultyDisk(): string | undefined {
  if (process.platform !== 'linux') return 'LD_PRELOAD is for Linux'
  return spawnSync('gcc', ['--version']).status === 0 ? undefined : 'no gcc'
}

function build(): string {
  if (library !== undefined) return library
  const path = join(mkdtempSync(join(tmpdir(), 'fiveten-faultio-')), 'faultio.so')
  const { status, stderr } = spawnSync('gcc', ['-shared', '-fPIC', '-O1', '-o', path, SOURCE])
  if (status !== 0) throw new Error(`faultio.c does not compile: ${stderr.toString()}`)
  library = path
  return path
}

/** The disk of one program, as far as files named `cache.db` and what belongs to it are concerned. */
export class FaultyDisk {
  readonly undoPath: string
  readonly env: Readonly<Record<string, string>>
  readonly #control: string
  readonly #count: string

  constructor(trial: Trial) {
    const folder = trial.folder()
    this.#control = join(folder, 'control')
    this.#count = join(folder, 'count')
    this.undoPath = join(folder, 'undo')
    this.env = {
      LD_PRELOAD: build(),
      FAULTIO_MATCH: '/cache.db',
      FAULTIO_CONTROL: this.#control,
      FAULTIO_COUNT: this.#count,
    }
  }

  set(fault: DiskFault): void {
    writeFileSync(this.#control, fault)
  }

  /** Calls that were made to fail or to wait. */
  get count(): number {
    return existsSync(this.#count) ? statSync(this.#count).size : 0
  }
}
