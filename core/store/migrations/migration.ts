import type { CacheDatabase } from '../sqlite.ts'

/** One step of the schema. Numbers grow by ten and are never used twice; a released step never changes. */
export interface Migration {
  readonly version: number
  readonly up: (db: CacheDatabase) => void
}
