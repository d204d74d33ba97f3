import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, symlinkSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Trial } from './trial.ts'

/** Why no small disk can be had; undefined where one can. */
export function noSmallDisk(): string | undefined {
  if (process.platform !== 'linux') return 'tmpfs is for Linux'
  if (process.getuid?.() !== 0) return 'mounting needs root'
  const probe = '/tmp/fiveten-faults-probe'
  mkdirSync(probe, { recursive: true })
  if (mount('-t', 'tmpfs', '-o', 'size=64k', 'none', probe) !== 0) return 'mounting is not allowed here'
  spawnSync('umount', [probe])
  return undefined
}

/** A disk of its own, mounted with these options. What is noted of the cache there lies elsewhere. */
export function mountSmallDisk(trial: Trial, options: string): string {
  const path = trial.folder()
  if (mount('-t', 'tmpfs', '-o', options, 'none', path) !== 0)
    throw new Error('The small disk cannot be mounted.')
  trial.defer(() => spawnSync('umount', ['-l', path]))
  const notes = join(trial.folder(), 'notes.jsonl')
  writeFileSync(notes, '')
  symlinkSync(notes, join(path, 'cache.db.notes.jsonl'))
  return path
}

/** A file that takes all the room there is. */
export function fillDisk(path: string): void {
  const file = openSync(path, 'w')
  const block = Buffer.alloc(4096)
  try {
    for (;;) writeSync(file, block)
  } catch {
    closeSync(file)
  }
}

export function remount(path: string, options: string): void {
  if (mount('-o', `remount,${options}`, path) !== 0)
    throw new Error(`${path} cannot be remounted ${options}.`)
}

function mount(...args: readonly string[]): number {
  return spawnSync('mount', args).status ?? -1
}
