import Database from 'better-sqlite3'
import { StoreError } from './store-error.ts'
import { LOG_LIMIT_BYTES, logBytesOf } from './write-ahead-log.ts'

export type CacheDatabase = Database.Database

/** Up to SQLite 3.51.2 a WAL reset could corrupt the file. */
const OLDEST_SAFE_SQLITE = [3, 51, 3] as const

/** 4 MB of pages: what one commit moves into the file is over before anybody notices. */
const CHECKPOINT_PAGES = 1_000
const BUSY_MS = 2_000

/** Opens the file as it is, and changes nothing in it. Throws `StoreError`. */
export function openFile(path: string): CacheDatabase {
  return guarded(path, () => new Database(path, { timeout: BUSY_MS }))
}

/**
 * Prepares the file for one writer: WAL, and `synchronous=FULL`, so that what was committed survives a power
 * cut. Throws a `StoreError` of the code `corrupt` when the file is damaged.
 */
export function configure(db: CacheDatabase): void {
  assertVersion(db)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma(`journal_size_limit = ${LOG_LIMIT_BYTES}`)
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
  if (db.pragma('synchronous', { simple: true }) !== 2) throw new Error('synchronous=FULL was not accepted')
  const check = db.pragma('quick_check(1)', { simple: true })
  if (check !== 'ok') throw new StoreError('corrupt', `The file ${db.name} is damaged: ${String(check)}`)
}

/**
 * Moves what a log that has become too large holds into the file and empties it. SQLite's own checkpoints go on
 * beside a reader, but only a log that nobody reads can begin again. Nobody is waited for: while a reader is
 * there nothing happens, and the next write tries again.
 */
export function shortenLog(db: CacheDatabase): void {
  if (db.memory || logBytesOf(db.name) <= LOG_LIMIT_BYTES) return
  db.pragma('busy_timeout = 0')
  try {
    db.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    db.pragma(`busy_timeout = ${BUSY_MS}`)
  }
}

/**
 * Keeps other programs from using the same cache until the returned function is called or this process ends
 * in any way. Two walls that write into one file would mix what two gateways said.
 */
export function holdLock(path: string): () => void {
  const db = openFile(path)
  try {
    db.exec('BEGIN EXCLUSIVE')
    return () => db.close()
  } catch (error) {
    db.close()
    throw toStoreError(path, error)
  }
}

/** Runs a step on the file, and says in its own words what SQLite says in codes. */
export function guarded<T>(path: string, step: () => T): T {
  try {
    return step()
  } catch (error) {
    throw toStoreError(path, error)
  }
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

function toStoreError(path: string, error: unknown): StoreError {
  if (error instanceof StoreError) return error
  const reason = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) {
    return new StoreError('corrupt', `The file ${path} is damaged (${reason}).`)
  }
  if (code.startsWith('SQLITE_BUSY')) {
    return new StoreError(
      'not-writable',
      `The file ${path} is in use by another program (${reason}). Stop it, or choose another --data folder.`,
    )
  }
  return new StoreError(
    'not-writable',
    `The file ${path} cannot be written (${reason}). Check the folder, its permissions and the free space.`,
  )
}
