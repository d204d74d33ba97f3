import { KINDS, type ResourceChange } from '../../domain/model/resource.ts'
import type { Row } from './rows.ts'
import { StoreError } from './store-error.ts'

export function toRow(change: ResourceChange): Row {
  const { kind, id, revision, value } = change
  return { kind, id, revision, body: value === undefined ? undefined : JSON.stringify(value) }
}

/** Rows were written by `toRow` of this schema; one that cannot be read means a damaged file. */
export function fromRow(row: Row): ResourceChange {
  const kind = KINDS.find((one) => one === row.kind)
  const value = parse(row)
  if (kind === undefined || typeof value !== 'object' || value === null) {
    throw new StoreError('corrupt', `The cache holds an unreadable entry ${row.kind}/${row.id}.`)
  }
  return { kind, id: row.id, revision: row.revision, value } as ResourceChange
}

function parse(row: Row): unknown {
  try {
    return JSON.parse(row.body ?? 'null')
  } catch {
    throw new StoreError('corrupt', `The cache holds an unreadable entry ${row.kind}/${row.id}.`)
  }
}
