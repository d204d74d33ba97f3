import type { BatchLimits, LogBatch } from './log.ts'
import type { ChangeRow, Statements } from './statements.ts'

/** Room for the longest atomic group (1,000 records) beside a full batch. */
const LONGEST_READ = 2048

/** What follows `revision`: the longest prefix inside the limits that ends with a whole group. */
export function readBatch(
  statements: Statements,
  revision: number,
  limits: BatchLimits,
): LogBatch | undefined {
  const rows = statements.readAfter.all(revision, limits.changeCount)
  const first = rows[0]
  if (!first) return undefined
  const count = wholeGroups(rows, limits.byteCount)
  if (count > 0) return toBatch(rows.slice(0, count))
  // The first group alone is larger than the limits: it goes as one.
  const group = statements.readAfter.all(revision, LONGEST_READ)
  return toBatch(group.filter((row) => row.revision <= first.group_end))
}

function wholeGroups(rows: readonly ChangeRow[], byteLimit: number): number {
  let bytes = 0
  let whole = 0
  for (const [index, row] of rows.entries()) {
    bytes += row.body.length
    if (index > 0 && bytes > byteLimit) break
    if (row.group_end === row.revision) whole = index + 1
  }
  return whole
}

function toBatch(rows: readonly ChangeRow[]): LogBatch {
  return {
    firstRevision: rows[0]?.revision ?? 0,
    lastRevision: rows.at(-1)?.revision ?? 0,
    bodies: rows.map((row) => row.body),
  }
}
