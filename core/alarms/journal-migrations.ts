import type { Migration } from '../store/migrations/migration.ts'

/** Forward only. The table is appended to: nothing updates a row, and who took an alarm is nowhere else. */
export const JOURNAL_MIGRATIONS: readonly Migration[] = [
  {
    version: 10,
    up(db) {
      db.exec(`
        CREATE TABLE entry (
          serial INTEGER PRIMARY KEY AUTOINCREMENT,
          alarm_id TEXT NOT NULL,
          at_ms REAL NOT NULL,
          word TEXT NOT NULL,
          kind TEXT NOT NULL,
          priority TEXT NOT NULL,
          place TEXT NOT NULL,
          person TEXT,
          display_id TEXT,
          alarm TEXT
        ) STRICT;
        CREATE INDEX entry_by_alarm ON entry (alarm_id, serial);
        CREATE INDEX entry_by_time ON entry (at_ms);
        CREATE TRIGGER entry_is_kept BEFORE UPDATE ON entry
          BEGIN SELECT raise(ABORT, 'the journal of alarms is appended to, never changed'); END;
      `)
    },
  },
]
