import { LogError } from '../log-error.ts'
import type { Database } from '../sqlite.ts'
import { initial } from './0001-initial.ts'
import { conflict } from './0002-conflict.ts'
import { unaudited } from './0003-unaudited.ts'
import { coded } from './0004-coded.ts'
import { keysInOrder } from './0005-keys-in-order.ts'
import type { Migration } from './migration.ts'

const MIGRATIONS: readonly Migration[] = [initial, conflict, unaudited, coded, keysInOrder]

export const NEWEST_SCHEMA = MIGRATIONS.at(-1)?.number ?? 0

/** Brings the schema up to date, one transaction per step. A schema of a newer program is refused. */
export function migrate(database: Database): void {
  const found = Number(database.pragma('user_version', { simple: true }))
  if (found > NEWEST_SCHEMA) {
    throw new LogError(
      `the log has schema ${found} and this gateway knows ${NEWEST_SCHEMA}: ` +
        'use the newer gateway that wrote it, or choose another folder with --data',
    )
  }
  for (const migration of MIGRATIONS) {
    if (migration.number <= found) continue
    database.transaction(() => {
      migration.run(database)
      database.pragma(`user_version = ${migration.number}`)
    })()
  }
}
