import { invariant } from '../../../domain/assert.ts'
import { StoreError } from '../store-error.ts'
import type { CacheDatabase } from '../sqlite.ts'
import { initial } from './0010-initial.ts'
import { findings } from './0020-findings.ts'
import type { Migration } from './migration.ts'

const MIGRATIONS: readonly Migration[] = [initial, findings]

/** Asked before anything is set or written, so that a newer program's file stays as it is. */
export function refuseNewer(db: CacheDatabase, migrations: readonly Migration[] = MIGRATIONS): void {
  const newest = migrations.at(-1)?.version ?? 0
  const version = schemaOf(db)
  if (version <= newest) return
  throw new StoreError(
    'from-the-future',
    `The file ${db.name} has schema ${version}; this program knows schemas up to ${newest}. ` +
      'Start the newer program, or start this one with another --data folder.',
  )
}

/**
 * Brings the cache to this version's schema, each step in one transaction with its number, forward only.
 * Returns the version.
 */
export function migrate(db: CacheDatabase, migrations: readonly Migration[] = MIGRATIONS): number {
  let version = schemaOf(db)
  for (const migration of migrations) {
    if (migration.version <= version) continue
    db.transaction(() => {
      migration.up(db)
      db.pragma(`user_version = ${migration.version}`)
    }).immediate()
    version = migration.version
  }
  invariant(version === migrations.at(-1)?.version, 'migrations are in the order of their numbers')
  return version
}

function schemaOf(db: CacheDatabase): number {
  return Number(db.pragma('user_version', { simple: true }))
}
