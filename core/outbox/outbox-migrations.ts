import type { Migration } from '../store/migrations/migration.ts'
import { crcOf, type StoredAct } from './stored-act.ts'

/** Forward only, and never left out: what people did is nowhere else. */
export const OUTBOX_MIGRATIONS: readonly Migration[] = [
  {
    version: 10,
    up(db) {
      db.exec(`
        CREATE TABLE act (
          serial INTEGER PRIMARY KEY AUTOINCREMENT,
          id TEXT NOT NULL UNIQUE,
          case_id TEXT NOT NULL,
          body TEXT NOT NULL,
          actor TEXT NOT NULL,
          based_on_revision INTEGER NOT NULL,
          epoch TEXT NOT NULL,
          made_ms REAL NOT NULL,
          state TEXT NOT NULL,
          answered_ms REAL,
          reason TEXT
        ) STRICT;
        CREATE INDEX act_by_state ON act (state, serial);
      `)
    },
  },
  {
    version: 20,
    up(db) {
      db.exec(`
        ALTER TABLE act ADD COLUMN crc INTEGER;
        CREATE TABLE salvage (
          aside TEXT PRIMARY KEY,
          saved_count INTEGER NOT NULL,
          damaged_count INTEGER NOT NULL
        ) STRICT;
      `)
      const seal = db.prepare('UPDATE act SET crc = ? WHERE id = ?')
      for (const act of db.prepare<[], StoredAct>('SELECT * FROM act').all()) seal.run(crcOf(act), act.id)
    },
  },
  {
    version: 30,
    up(db) {
      db.exec('ALTER TABLE act ADD COLUMN coded TEXT')
    },
  },
]
