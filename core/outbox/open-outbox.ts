import { existsSync, readdirSync, renameSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { makeDataFolder } from '../store/data-folder.ts'
import { holdLock } from '../store/sqlite.ts'
import { StoreError } from '../store/store-error.ts'
import type { DamagedOutbox, OpenedOutbox, OutboxOpenAsk } from './outbox-messages.ts'
import { OutboxFile } from './outbox-file.ts'
import { salvage } from './salvage.ts'

const SIDE_FILES = ['-wal', '-shm'] as const

export interface OpenOutbox {
  readonly file: OutboxFile
  readonly opened: OpenedOutbox
  close(): void
}

/**
 * Opens the outbox, and nobody else's until `close`. Of a damaged one every act that can be read is taken over into
 * a new file; the damaged one stays aside until a person takes it away, because what could not be read may never
 * have been sent. Throws `StoreError`.
 */
export function openOutbox(ask: OutboxOpenAsk): OpenOutbox {
  prepareFolder(ask.path)
  const release = holdLock(`${ask.path}.lock`)
  try {
    return tryOpen(ask, release)
  } catch (error) {
    try {
      if (!(error instanceof StoreError) || error.code !== 'corrupt') throw error
      putAside(ask)
      return tryOpen(ask, release)
    } catch (second) {
      release()
      throw second
    }
  }
}

function tryOpen(ask: OutboxOpenAsk, release: () => void): OpenOutbox {
  const file = OutboxFile.open(ask.path)
  try {
    file.forget(ask.refusedIds)
    const aside = takeOver(file, ask.path)
    const acts = file.load(ask.answeredAfterMs)
    return {
      file,
      opened: { acts, aside },
      close() {
        file.close()
        release()
      },
    }
  } catch (error) {
    file.close()
    throw error
  }
}

function putAside({ path, wallMs }: OutboxOpenAsk): void {
  const aside = asideName(path, wallMs)
  for (const suffix of ['', ...SIDE_FILES]) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix)
  }
}

/** What lies aside, each taken over once: a program that ended in the middle of it does it at its next start. */
function takeOver(file: OutboxFile, path: string): readonly DamagedOutbox[] {
  const names = namesAside(path)
  for (const name of names) {
    if (!file.salvages().has(name)) file.adopt(name, salvage(join(dirname(path), name)))
  }
  const salvages = file.salvages()
  return names.flatMap((name) => {
    const counts = salvages.get(name)
    return counts === undefined ? [] : [{ path: join(dirname(path), name), ...counts }]
  })
}

function namesAside(path: string): readonly string[] {
  const prefix = `${basename(path)}.damaged-`
  return readdirSync(dirname(path))
    .filter((name) => name.startsWith(prefix) && !SIDE_FILES.some((suffix) => name.endsWith(suffix)))
    .sort()
}

/** Never the name of one that is there already. */
function asideName(path: string, wallMs: number): string {
  const name = `${path}.damaged-${wallMs}`
  return existsSync(name) ? asideName(path, wallMs + 1) : name
}

function prepareFolder(path: string): void {
  const folder = dirname(path)
  try {
    makeDataFolder(folder)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StoreError('not-writable', `The data folder ${folder} cannot be written (${reason}).`)
  }
}
