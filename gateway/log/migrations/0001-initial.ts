import type { Migration } from './migration.ts'

/**
 * `change` is the log. A body is kept there once: `resource` names the revision that is current, and
 * compaction spares the rows that are.
 */
export const initial: Migration = {
  number: 1,
  name: 'initial',
  run: (database) =>
    database.exec(`
      CREATE TABLE change (
        revision INTEGER PRIMARY KEY,
        -- The last revision of the atomic group of this change: its own, when it stands alone.
        group_end INTEGER NOT NULL,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        -- The digest of the state after this change.
        digest BLOB NOT NULL,
        -- An encoded wall.v1.Change, sent as it is.
        body BLOB NOT NULL
      ) STRICT;
      CREATE TABLE resource (
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        PRIMARY KEY (kind, id)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE idempotency_key (
        number INTEGER PRIMARY KEY,
        source TEXT NOT NULL,
        key TEXT NOT NULL,
        revision INTEGER NOT NULL,
        UNIQUE (source, key)
      ) STRICT;
      CREATE TABLE command_result (
        command_id TEXT PRIMARY KEY,
        accepted INTEGER NOT NULL,
        refusal TEXT NOT NULL,
        revision INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE meta (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `),
}
