import { accessSync, constants } from 'node:fs'
import { dirname } from 'node:path'
import { Cache } from './cache.ts'
import { makeDataFolder } from './data-folder.ts'
import { quarantine } from './quarantine.ts'
import type { CacheContent } from './rows.ts'
import { holdLock } from './sqlite.ts'
import { StoreError } from './store-error.ts'

/** Lost with the process. */
export const IN_MEMORY = ':memory:'

/** A cache in use, and nobody else's until `close`. */
export interface OpenCache {
  readonly cache: Cache
  readonly path: string
  readonly content: CacheContent
  close(): void
}

interface Opened {
  readonly open: OpenCache
  readonly quarantined?: string
  readonly notWritable?: string
}

/**
 * A usable cache, whatever the file is like: a damaged one is put aside and begun anew, one that cannot be
 * written is replaced by memory. Only a file from a newer program is refused.
 */
export function openCache(path: string, wallMs: number, knownDamaged = false): Opened {
  if (path === IN_MEMORY) return { open: openMemory() }
  try {
    return openOnDisk(path, wallMs, knownDamaged)
  } catch (error) {
    if (error instanceof StoreError && error.code === 'from-the-future') throw error
    return { open: openMemory(), notWritable: error instanceof Error ? error.message : String(error) }
  }
}

/** The cache in this file, or a `StoreError`. */
export function openOnDisk(path: string, wallMs: number, knownDamaged: boolean): Opened {
  prepareFolder(path)
  const release = holdLock(`${path}.lock`)
  try {
    if (!knownDamaged) return { open: openAndLoad(path, release) }
    const quarantined = quarantine(path, wallMs)
    return { open: openAndLoad(path, release), quarantined }
  } catch (error) {
    release()
    if (!(error instanceof StoreError) || error.code !== 'corrupt' || knownDamaged) throw error
    return openOnDisk(path, wallMs, true)
  }
}

function openMemory(): OpenCache {
  return openAndLoad(IN_MEMORY, () => {})
}

function openAndLoad(path: string, release: () => void): OpenCache {
  const cache = Cache.open(path)
  try {
    const content = cache.load()
    return {
      cache,
      path,
      content,
      close() {
        cache.close()
        release()
      },
    }
  } catch (error) {
    cache.close()
    throw error
  }
}

function prepareFolder(path: string): void {
  const folder = dirname(path)
  try {
    makeDataFolder(folder)
    accessSync(folder, constants.W_OK)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StoreError('not-writable', `The data folder ${folder} cannot be written (${reason}).`)
  }
}
