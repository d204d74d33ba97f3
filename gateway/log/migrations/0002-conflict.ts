import type { Migration } from './migration.ts'

/** A refusal says whether somebody else was first, also when the response is given again. */
export const conflict: Migration = {
  number: 2,
  name: 'conflict',
  run: (database) =>
    database.exec('ALTER TABLE command_result ADD COLUMN conflict INTEGER NOT NULL DEFAULT 0'),
}
