import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { openFile, type CacheDatabase } from '../store/sqlite.ts'
import type { ActRecord } from './act-record.ts'
import { toRecord, type CheckedAct } from './stored-act.ts'

const SUFFIXES = ['', '-wal', '-shm'] as const

export interface Salvaged {
  /** Whole ones, in the order in which they were made. */
  readonly acts: readonly ActRecord[]
  /** Places in the file where an act is or was that cannot be read; -1: not even their number can. */
  readonly damagedCount: number
}

/**
 * Reads a damaged outbox act by act: one that cannot be read costs itself. It reads a copy, because opening a
 * file may change it, and what lies aside is evidence.
 */
export function salvage(asidePath: string): Salvaged {
  const copy = join(dirname(asidePath), `salvage-of-${basename(asidePath)}`)
  try {
    for (const suffix of SUFFIXES) {
      if (existsSync(asidePath + suffix)) copyFileSync(asidePath + suffix, copy + suffix)
    }
    return readCopy(copy)
  } catch {
    // A file of which nothing can be opened has nothing to give.
    return { acts: [], damagedCount: -1 }
  } finally {
    for (const suffix of SUFFIXES) rmSync(copy + suffix, { force: true })
  }
}

function readCopy(path: string): Salvaged {
  const db = openFile(path)
  try {
    const last = lastSerial(db)
    if (last === undefined) return { acts: [], damagedCount: -1 }
    const find = db.prepare<[number], CheckedAct>('SELECT * FROM act WHERE serial = ?')
    const acts: ActRecord[] = []
    let damagedCount = 0
    for (let serial = 1; serial <= last; serial++) {
      try {
        const stored = find.get(serial)
        if (stored !== undefined) acts.push(toRecord(stored))
      } catch {
        damagedCount++
      }
    }
    return { acts, damagedCount }
  } finally {
    db.close()
  }
}

/** Of the two places that tell it, the one that can be read. */
function lastSerial(db: CacheDatabase): number | undefined {
  const places = [
    "SELECT seq FROM sqlite_sequence WHERE name = 'act'",
    'SELECT coalesce(max(serial), 0) FROM act',
  ]
  for (const sql of places) {
    try {
      const last = db.prepare<[], number>(sql).pluck().get()
      if (last !== undefined) return last
    } catch {
      // The other one may do.
    }
  }
  return undefined
}
