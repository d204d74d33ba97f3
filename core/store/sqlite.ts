import Database from 'better-sqlite3'
import { StoreError } from './store-error.ts'

export type CacheDatabase = Database.Database

/** Up to SQLite 3.51.2 a WAL reset could corrupt the file. */
const OLDEST_SAFE_SQLITE = [3, 51, 3] as const

const WAL_LIMIT_BYTES = 16 * 1024 * 1024

/**
 * Opens the file for one writer: WAL, and `synchronous=FULL`, so that what was committed survives a power
 * cut. Each setting is read back. Throws `StoreError`: `corrupt` after a failed check, else `not-writable`.
 */
export function openDatabase(path: string): CacheDatabase {
  return guarded(path, () => {
    const db = new Database(path)
    try {
      configure(db)
      return db
    } catch (error) {
      db.close()
      throw error
    }
  })
}

/** Runs a step on the file, and says in its own words what SQLite says in codes. */
export function guarded<T>(path: string, step: () => T): T {
  try {
    return step()
  } catch (error) {
    throw toStoreError(path, error)
  }
}

function configure(db: CacheDatabase): void {
  assertVersion(db)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma(`journal_size_limit = ${WAL_LIMIT_BYTES}`)
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
  db.pragma('busy_timeout = 2000')
  if (db.pragma('synchronous', { simple: true }) !== 2) throw new Error('synchronous=FULL was not accepted')
  const check = db.pragma('quick_check(1)', { simple: true })
  if (check !== 'ok') throw new StoreError('corrupt', `The cache ${db.name} is damaged: ${String(check)}`)
}

function assertVersion(db: CacheDatabase): void {
  const text = String(db.prepare('SELECT sqlite_version()').pluck().get())
  const version = text.split('.').map(Number)
  for (const [index, oldest] of OLDEST_SAFE_SQLITE.entries()) {
    const part = version[index] ?? 0
    if (part > oldest) return
    if (part < oldest) throw new Error(`SQLite ${text} is too old: 3.51.3 or newer is needed`)
  }
}

function toStoreError(path: string, error: unknown): Error {
  if (error instanceof StoreError) return error
  if (!(error instanceof Error)) return new Error(String(error))
  const code = 'code' in error ? String(error.code) : ''
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) {
    return new StoreError('corrupt', `The cache ${path} is damaged (${error.message}).`)
  }
  return new StoreError(
    'not-writable',
    `The cache ${path} cannot be written (${error.message}). Check the folder, its permissions and the free space.`,
  )
}
