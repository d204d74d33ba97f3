import type { Migration } from './migration.ts'

/**
 * Idempotency keys in the order in which they came, and in no other: an index of keys that come in any order has a
 * page for nearly every one of them to be written anew. Who asks for one asks memory (`known-keys.ts`).
 */
export const keysInOrder: Migration = {
  number: 5,
  name: 'keys in order',
  run: (database) =>
    database.exec(`
      CREATE TABLE key_in_order (
        number INTEGER PRIMARY KEY,
        source TEXT NOT NULL,
        key TEXT NOT NULL,
        revision INTEGER NOT NULL
      ) STRICT;
      INSERT INTO key_in_order SELECT number, source, key, revision FROM idempotency_key;
      DROP TABLE idempotency_key;
      ALTER TABLE key_in_order RENAME TO idempotency_key;
    `),
}
