import type { Migration } from './migration.ts'

export const initial: Migration = {
  version: 10,
  up(db) {
    db.exec(`
      CREATE TABLE resource (
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        body TEXT NOT NULL,
        crc INTEGER NOT NULL,
        PRIMARY KEY (kind, id)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE position (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        epoch TEXT NOT NULL,
        revision INTEGER NOT NULL,
        server_ms REAL NOT NULL,
        wall_ms REAL NOT NULL,
        rate REAL NOT NULL
      ) STRICT;
    `)
  },
}
