import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openReader } from '../log/sqlite.ts'
import type { Database } from '../log/sqlite.ts'
import { AUDIT_FILE } from './audit-log.ts'
import { GENESIS, chainHash } from './chain.ts'
import { allHeads } from './head.ts'
import type { AuditHead } from './head.ts'
import { TRIGGERS } from './schema.ts'
import type { StoredRow } from './schema.ts'

export interface AuditReport {
  readonly rowCount: number
  readonly head: AuditHead
  /** Sentences, the first of them about the first bad row. Empty when nothing was found. */
  readonly problems: readonly string[]
}

interface Chain {
  readonly rowCount: number
  readonly head: AuditHead
  readonly problem: string | undefined
  /** What the chain has at the numbers that heads speak of. */
  readonly hashes: ReadonlyMap<number, string>
}

/**
 * Walks the chain of a data folder from its first row, then compares it with every head that was kept outside
 * of the file, and with one that the caller has noted elsewhere. Changes nothing.
 */
export function verifyAudit(dir: string, noted?: AuditHead): AuditReport {
  const path = join(dir, AUDIT_FILE)
  if (!existsSync(path))
    throw new Error(`There is no ${path}; name the data folder of a gateway or of a wall.`)
  const heads = new Map(allHeads(dir))
  if (noted) heads.set('the head that was noted', noted)
  const database = openReader(path)
  try {
    const chain = walk(database, new Set([...heads.values()].map((head) => head.number)))
    const problems = [
      ...(chain.problem === undefined ? [] : [chain.problem]),
      ...(heads.size === 0
        ? ['There is no audit.head beside the file: nothing shows where it should end.']
        : []),
      ...[...heads].flatMap(([name, head]) => compare(name, head, chain)),
      ...missingTriggers(database),
    ]
    return { rowCount: chain.rowCount, head: chain.head, problems }
  } finally {
    database.close()
  }
}

function walk(database: Database, asked: ReadonlySet<number>): Chain {
  const hashes = new Map<number, string>()
  let hash: Buffer = Buffer.from(GENESIS)
  let number = 0
  if (asked.has(0)) hashes.set(0, hash.toString('hex'))
  const end = (problem: string | undefined): Chain => ({
    rowCount: number,
    head: { number, hash: hash.toString('hex') },
    problem,
    hashes,
  })
  for (const row of database.prepare<[], StoredRow>('SELECT * FROM audit ORDER BY number').iterate()) {
    if (row.number !== number + 1) return end(`Row ${number + 1} is missing: row ${row.number} comes next.`)
    const expected = chainHash(hash, { ...row, atMs: row.at_ms })
    if (!expected.equals(row.hash)) {
      return end(`Row ${row.number} does not follow from the row before it: it was edited or exchanged.`)
    }
    hash = expected
    number = row.number
    if (asked.has(number)) hashes.set(number, hash.toString('hex'))
  }
  return end(undefined)
}

function compare(name: string, head: AuditHead, chain: Chain): readonly string[] {
  const hash = chain.hashes.get(head.number)
  if (hash === head.hash) return []
  if (hash !== undefined) {
    return [`Row ${head.number} is not the one that ${name} names: the chain was written anew.`]
  }
  if (chain.problem !== undefined) return []
  return [
    `Row ${chain.rowCount + 1} is missing: the chain ends at row ${chain.rowCount}, and ${name} ` +
      `names row ${head.number}.`,
  ]
}

function missingTriggers(database: Database): readonly string[] {
  const found = database
    .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'")
    .pluck()
    .all()
  return TRIGGERS.filter((name) => !found.includes(name)).map(
    (name) => `The trigger ${name} is gone: somebody has made the table changeable.`,
  )
}
