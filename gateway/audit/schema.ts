import type { Database } from '../log/sqlite.ts'

export const TRIGGERS: readonly string[] = ['audit_no_delete', 'audit_no_update', 'audit_only_next']

/** Only the next row can be added; nothing can be changed, replaced or removed. */
export function makeSchema(database: Database): void {
  database.exec(`
    CREATE TABLE IF NOT EXISTS audit (
      number INTEGER PRIMARY KEY,
      at_ms INTEGER NOT NULL,
      event TEXT NOT NULL,
      who TEXT NOT NULL,
      detail TEXT NOT NULL,
      hash BLOB NOT NULL
    ) STRICT;
    CREATE TRIGGER IF NOT EXISTS audit_no_update BEFORE UPDATE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit is append-only: rows are never changed'); END;
    CREATE TRIGGER IF NOT EXISTS audit_no_delete BEFORE DELETE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit is append-only: rows are never removed'); END;
    CREATE TRIGGER IF NOT EXISTS audit_only_next BEFORE INSERT ON audit
      WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM audit)
      BEGIN SELECT RAISE(ABORT, 'the audit is append-only: only the next row can be added'); END;
  `)
}

export interface StoredRow {
  readonly number: number
  readonly at_ms: number
  readonly event: string
  readonly who: string
  readonly detail: string
  readonly hash: Buffer
}
