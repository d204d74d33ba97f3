import type { Migration } from './migration.ts'

/** The code of a refusal and its parts as JSON, given again with the response; none for responses from before. */
export const coded: Migration = {
  number: 4,
  name: 'coded',
  run: (database) => database.exec('ALTER TABLE command_result ADD COLUMN coded TEXT'),
}
