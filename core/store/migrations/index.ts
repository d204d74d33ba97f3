import { invariant } from '../../../domain/assert.ts'
import { StoreError } from '../store-error.ts'
import type { CacheDatabase } from '../sqlite.ts'
import { initial } from './0010-initial.ts'
import type { Migration } from './migration.ts'

const MIGRATIONS: readonly Migration[] = [initial]

/**
 * Brings the cache to this version's schema, each step in one transaction with its number, forward only.
 * Returns the version. A cache from a newer program is refused and left untouched.
 */
export function migrate(db: CacheDatabase, migrations: readonly Migration[] = MIGRATIONS): number {
  const newest = migrations.at(-1)?.version ?? 0
  let version = Number(db.pragma('user_version', { simple: true }))
  if (version > newest) {
    throw new StoreError(
      'from-the-future',
      `The cache ${db.name} has schema ${version}; this program knows schemas up to ${newest}. ` +
        'Start the newer program, or start this one with another --data folder.',
    )
  }
  for (const migration of migrations) {
    if (migration.version <= version) continue
    invariant(migration.version > version, 'migrations are in the order of their numbers')
    db.transaction(() => {
      migration.up(db)
      db.pragma(`user_version = ${migration.version}`)
    }).immediate()
    version = migration.version
  }
  return version
}
