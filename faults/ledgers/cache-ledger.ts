import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Change, Entry, History } from '../validators/history.ts'
import { Replay } from '../validators/replay.ts'
import { Generations } from './generations.ts'
import type { LogTruth } from '../validators/log-truth.ts'

export interface CacheNote {
  /** `kinds`: these took the place of whatever there was of these kinds. */
  readonly type: 'list' | 'changes' | 'kinds'
  readonly revision: number
  readonly changes: readonly Change[]
  readonly kinds?: readonly string[]
}

export function cacheNotesPath(dataDir: string): string {
  return join(dataDir, 'cache.db.notes.jsonl')
}

/** What a wall's cache was told, commit by commit, over all of its runs. */
export function readCacheLedger(dataDir: string, truth: LogTruth): History {
  return readNotes(cacheNotesPath(dataDir)).map(cacheEntries(truth))
}

/** Notes of one cache, in order, in the words of the validators. */
export function cacheEntries(truth: LogTruth): (note: CacheNote) => Entry {
  const generations = new Generations(truth)
  const replay = new Replay()
  return ({ type, revision, changes, kinds = [] }) => {
    if (type === 'list') replay.clear()
    for (const kind of kinds) replay.clearKind(kind)
    for (const change of changes) replay.take(change)
    const generation = generations.of(revision, replay.digest())
    if (type === 'changes') return { type, generation, revision, changes, conflated: false }
    // What came of some kinds alone is judged with all the rest, which it left in place.
    return { type: 'list', generation, revision, changes: replay.changes() }
  }
}

function readNotes(path: string): readonly CacheNote[] {
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split('\n')
  // The last line may be torn: its process was killed while it wrote. The commit shows in the next list.
  lines.pop()
  return lines.map((line) => JSON.parse(line) as CacheNote)
}

/** The file itself, read when nobody writes: position and digest of what lies in it. */
export function readCacheFile(dataDir: string): { readonly revision: number; readonly digest: string } {
  const database = new Database(join(dataDir, 'cache.db'), { readonly: true })
  try {
    const replay = new Replay()
    const rows = database
      .prepare<[], { kind: string; id: string; revision: number }>('SELECT kind, id, revision FROM resource')
      .all()
    for (const { kind, id, revision } of rows) {
      replay.take({ key: `${kind}/${id}`, revision, removed: false })
    }
    const revision = database.prepare<[], number>('SELECT revision FROM position').pluck().get() ?? 0
    return { revision, digest: replay.digest() }
  } finally {
    database.close()
  }
}
