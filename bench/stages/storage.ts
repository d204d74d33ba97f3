import Database from 'better-sqlite3'
import { join } from 'node:path'
import { decodeCase } from '../../core/watch/decode-case.ts'
import { termOf } from '../../core/watch/wire-values.ts'
import { Cache } from '../../core/store/cache.ts'
import { initial } from '../../core/store/migrations/0010-initial.ts'
import { toRow } from '../../core/store/row-codec.ts'
import type { Row as CacheRow } from '../../core/store/rows.ts'
import { sampleCase } from '../lib/sample-cases.ts'
import { medianOf, printRows, spreadOf, timed } from '../lib/report.ts'
import { withFolder } from '../lib/work-folder.ts'

const BATCH = 512
const CASES = 10_000
const PAIRS = 3
const BASE_MS = 1_672_383_600_000

/** Changes per second of the cache, and its share of the bare library with the same schema and batches. */
export async function benchStorage(changes: number): Promise<number> {
  const batches = makeBatches(changes)
  const ours: number[] = []
  const raw: number[] = []
  for (let pair = 0; pair < PAIRS; pair++) {
    ours.push(changes / ((await withFolder((folder) => timed(() => runCache(folder, batches)))) / 1000))
    raw.push(changes / ((await withFolder((folder) => timed(() => runRaw(folder, batches)))) / 1000))
  }
  const shares = ours.map((value, index) => value / (raw[index] ?? 1))
  const bytes = batches[0]?.[0]?.body?.length ?? 0
  printRows(
    `storage: ${changes} case changes in batches of ${BATCH}, FULL, rows + revision + current state`,
    [
      ['cache, changes/s', spreadOf(ours)],
      ['bare better-sqlite3, changes/s', spreadOf(raw)],
      ['share (aim 0.8)', spreadOf(shares, 2)],
      ['stored body of the first change, characters', String(bytes)],
    ],
  )
  return medianOf(ours)
}

export function makeBatches(changes: number): readonly (readonly CacheRow[])[] {
  const batches: CacheRow[][] = []
  for (let revision = 1; revision <= changes; revision++) {
    const index = (revision * 7919) % CASES
    const value = decodeCase(sampleCase(index, Math.floor(revision / CASES), BASE_MS), termOf)
    if ((revision - 1) % BATCH === 0) batches.push([])
    batches.at(-1)?.push(toRow({ kind: 'case', id: value.id, revision, value }))
  }
  return batches
}

function runCache(folder: string, batches: readonly (readonly CacheRow[])[]): void {
  const cache = Cache.open(join(folder, 'cache.db'))
  for (const rows of batches) cache.apply(rows, positionAfter(rows))
  cache.close()
}

function runRaw(folder: string, batches: readonly (readonly CacheRow[])[]): void {
  const db = new Database(join(folder, 'raw.db'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  initial.up(db)
  const upsert = db.prepare(
    'INSERT INTO resource (kind, id, revision, body, crc) VALUES (?, ?, ?, ?, 0) ' +
      'ON CONFLICT (kind, id) DO UPDATE SET revision = excluded.revision, body = excluded.body, crc = excluded.crc',
  )
  const position = db.prepare('INSERT OR REPLACE INTO position VALUES (1, ?, ?, ?, ?, ?)')
  const commit = db.transaction((rows: readonly CacheRow[]) => {
    for (const row of rows) upsert.run(row.kind, row.id, row.revision, row.body)
    position.run('epoch', rows.at(-1)?.revision ?? 0, BASE_MS, BASE_MS, 1)
  })
  for (const rows of batches) commit.immediate(rows)
  db.close()
}

function positionAfter(rows: readonly CacheRow[]) {
  const revision = rows.at(-1)?.revision ?? 0
  return { epoch: 'epoch', revision, asOf: { serverMs: BASE_MS, wallMs: BASE_MS, rate: 1 } }
}
