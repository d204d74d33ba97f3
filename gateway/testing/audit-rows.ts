import { join } from 'node:path'
import { AUDIT_FILE } from '../audit/audit-log.ts'
import { openReader } from '../log/sqlite.ts'

export interface AuditRow {
  readonly event: string
  readonly who: string
  /** JSON text. */
  readonly detail: string
}

/** The audit of a data folder as it is on disk, also while a gateway writes it. */
export function auditRows(dataDir: string): readonly AuditRow[] {
  const database = openReader(join(dataDir, AUDIT_FILE))
  const rows = database.prepare<[], AuditRow>('SELECT event, who, detail FROM audit ORDER BY number').all()
  database.close()
  return rows
}
