import { accessSync, constants, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Cache } from './cache.ts'
import { quarantine } from './quarantine.ts'
import type { CacheContent } from './rows.ts'
import { StoreError } from './store-error.ts'

/** Lost with the process. */
export const IN_MEMORY = ':memory:'

interface Opened {
  readonly cache: Cache
  readonly path: string
  readonly content: CacheContent
  readonly quarantined?: string
  readonly notWritable?: string
}

/**
 * A usable cache, whatever the file is like: a damaged one is put aside and begun anew, one that cannot be
 * written is replaced by memory. Only a file from a newer program is refused.
 */
export function openCache(path: string, wallMs: number): Opened {
  try {
    if (path !== IN_MEMORY) prepareFolder(path)
    return openAndLoad(path)
  } catch (error) {
    if (!(error instanceof StoreError) || error.code === 'from-the-future') throw error
    if (error.code === 'not-writable') return { ...openAndLoad(IN_MEMORY), notWritable: error.message }
    const quarantined = quarantine(path, wallMs)
    return { ...openAndLoad(path), quarantined }
  }
}

function openAndLoad(path: string): Opened {
  const cache = Cache.open(path)
  try {
    return { cache, path, content: cache.load() }
  } catch (error) {
    cache.close()
    throw error
  }
}

function prepareFolder(path: string): void {
  const folder = dirname(path)
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StoreError('not-writable', `The data folder ${folder} cannot be written (${reason}).`)
  }
}
