import { statSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { LogError, errorCode, errorText } from './log-error.ts'

export type Database = Sqlite.Database
export type Statement<Parameters extends unknown[], Row> = Sqlite.Statement<Parameters, Row>

/** Before this, two connections that write and checkpoint at once can damage the file. */
const OLDEST_SQLITE: readonly number[] = [3, 51, 3]
const SYNCHRONOUS_FULL = 2
/** 8 MB of pages: long enough to be rare, short enough to be done inside one commit. */
const CHECKPOINT_PAGES = 2000
/** A write-ahead log that nobody reads is cut back to this. */
export const JOURNAL_LIMIT_BYTES = 16 * 1024 * 1024
/** The working set of a busy day; with SQLite's 2 MB the old row of every change comes from the file again. */
const CACHE_KIB = 64 * 1024
const BUSY_TIMEOUT_MS = 2000
/** A larger file would hold up the start for too long; SQLite still tells of damage where it reads. */
const CHECKED_BYTES = 64 * 1024 * 1024

/** Opens the one connection that writes. What it commits is on disk when `COMMIT` returns (I8). */
export function openWriter(path: string): Database {
  return explained(path, () => {
    const database = new Sqlite(path, { timeout: BUSY_TIMEOUT_MS })
    try {
      configureWriter(database)
      return database
    } catch (error) {
      database.close()
      throw error
    }
  })
}

/** Looks through a log of ordinary size for damage, so that it is found now and not in the middle of a day. */
export function requireWhole(database: Database, path: string): void {
  if (statSync(path).size > CHECKED_BYTES) return
  const found = database.pragma('quick_check(1)', { simple: true })
  if (found !== 'ok') {
    throw new LogError(
      `${path} is damaged: move it away and restore a backup, or choose another folder with --data (${String(found)})`,
    )
  }
}

/** What the write-ahead log of this file takes on the disk. */
export function journalBytes(path: string): number {
  return statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0
}

/** Empties the write-ahead log if nobody reads it; waits for nobody. */
export function truncateJournal(database: Database): void {
  database.pragma('busy_timeout = 0')
  try {
    database.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
  }
}

/** Opens a connection that reads, beside the writer. */
export function openReader(path: string): Database {
  return explained(path, () => new Sqlite(path, { readonly: true, timeout: BUSY_TIMEOUT_MS }))
}

/** Holds `path` for this process until the returned function is called, or the process ends in any way. */
export function holdLock(path: string, busySentence: string): () => void {
  const database = explained(path, () => new Sqlite(path, { timeout: 0 }))
  try {
    database.pragma('journal_mode = DELETE')
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (errorCode(error).startsWith('SQLITE_BUSY')) throw new LogError(busySentence)
    throw explain(path, error)
  }
  return () => {
    database.close()
  }
}

function configureWriter(database: Database): void {
  const version = String(database.prepare('SELECT sqlite_version()').pluck().get())
  if (!isRecent(version)) {
    throw new LogError(
      `SQLite ${version} can damage a log in WAL mode; use a better-sqlite3 with SQLite ${OLDEST_SQLITE.join('.')} or newer`,
    )
  }
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
  database.pragma(`journal_size_limit = ${JOURNAL_LIMIT_BYTES}`)
  database.pragma(`cache_size = -${CACHE_KIB}`)
  database.pragma('cell_size_check = ON')
  database.pragma('trusted_schema = OFF')
  if (database.pragma('journal_mode', { simple: true }) !== 'wal') {
    throw new LogError('the file system of the data folder does not allow WAL; use a local disk')
  }
  assertFull(database)
}

/** better-sqlite3 falls back to NORMAL after the first write in WAL unless told otherwise: read it back. */
export function assertFull(database: Database): void {
  const level = database.pragma('synchronous', { simple: true })
  if (level !== SYNCHRONOUS_FULL) {
    throw new LogError(`the log must be written with synchronous=FULL, and SQLite says ${String(level)}`)
  }
}

function isRecent(version: string): boolean {
  const parts = version.split('.').map(Number)
  for (const [index, oldest] of OLDEST_SQLITE.entries()) {
    const part = parts[index] ?? 0
    if (part !== oldest) return part > oldest
  }
  return true
}

function explained<T>(path: string, open: () => T): T {
  try {
    return open()
  } catch (error) {
    throw explain(path, error)
  }
}

/** A sentence in place of SQLite's code. */
export function explain(path: string, error: unknown): LogError {
  if (error instanceof LogError) return error
  const code = errorCode(error)
  const detail = `(${code || 'no code'}: ${errorText(error)})`
  const sentence = SENTENCES.find(([prefix]) => code.startsWith(prefix))?.[1]
  return new LogError(`${path} ${sentence ?? 'cannot be used as the log'} ${detail}`)
}

const SENTENCES: readonly (readonly [string, string])[] = [
  ['SQLITE_CANTOPEN', 'cannot be opened: check that the data folder exists and may be written'],
  ['SQLITE_READONLY', 'cannot be written: check the permissions of the data folder'],
  ['SQLITE_PERM', 'cannot be written: check the permissions of the data folder'],
  ['SQLITE_BUSY', 'is in use by another program: stop it, or choose another folder with --data'],
  ['SQLITE_NOTADB', 'is not a log: move it away, restore a backup, or choose another folder with --data'],
  ['SQLITE_CORRUPT', 'is damaged: move it away and restore a backup, or choose another folder with --data'],
  ['SQLITE_FULL', 'cannot grow: the disk is full; free some space, nothing acknowledged is lost'],
  ['SQLITE_IOERR', 'cannot be read or written: check the disk of the data folder'],
]
