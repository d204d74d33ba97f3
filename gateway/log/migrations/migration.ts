import type { Database } from '../sqlite.ts'

/** One step of the schema. Steps only go forward, and a released one is never edited. */
export interface Migration {
  readonly number: number
  readonly name: string
  readonly run: (database: Database) => void
}
