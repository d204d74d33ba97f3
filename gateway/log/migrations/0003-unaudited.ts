import type { Migration } from './migration.ts'

/** Rows that are owed to the audit, kept with the change they tell of until the audit has them. */
export const unaudited: Migration = {
  number: 3,
  name: 'unaudited',
  run: (database) =>
    database.exec(`
      CREATE TABLE unaudited (
        command_id TEXT PRIMARY KEY,
        event TEXT NOT NULL,
        who TEXT NOT NULL,
        detail TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `),
}
