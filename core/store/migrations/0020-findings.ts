import type { Migration } from './migration.ts'

/** What the wall itself found out of the gateway's word, and what the digest counts of unknown kinds. */
export const findings: Migration = {
  version: 20,
  up(db) {
    db.exec(`
      CREATE TABLE findings (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        body TEXT NOT NULL,
        crc INTEGER NOT NULL
      ) STRICT;
      ALTER TABLE position ADD COLUMN unknown_sum TEXT;
      ALTER TABLE position ADD COLUMN known_kinds TEXT;
    `)
  },
}
