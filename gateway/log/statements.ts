import type { OwedRow } from './log.ts'
import type { Database } from './sqlite.ts'

export interface ChangeRow {
  readonly revision: number
  readonly group_end: number
  readonly body: Buffer
}

export interface ResourceRow {
  readonly kind: string
  readonly id: string
  readonly revision: number
}

export interface KeyRow {
  readonly source: string
  readonly key: string
  readonly revision: number
}

export interface CommandRow {
  readonly accepted: number
  readonly refusal: string
  readonly revision: number
  readonly conflict: number
  /** JSON. */
  readonly coded: string | null
}

export interface StateRow {
  readonly revision: number
  readonly body: Buffer
}

/** Everything the writing connection ever says to SQLite, prepared once. */
export type Statements = ReturnType<typeof prepareStatements>

export function prepareStatements(database: Database) {
  return {
    ...changeStatements(database),
    ...resultStatements(database),
    begin: database.prepare('BEGIN IMMEDIATE'),
    commit: database.prepare('COMMIT'),
    rollback: database.prepare('ROLLBACK'),
    savepoint: database.prepare('SAVEPOINT job'),
    release: database.prepare('RELEASE job'),
    undo: database.prepare('ROLLBACK TO job'),
  }
}

function changeStatements(database: Database) {
  return {
    insertChange: database.prepare<[number, number, string, string, Buffer, Uint8Array]>(
      'INSERT INTO change (revision, group_end, kind, id, digest, body) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    setGroupEnd: database.prepare<[number, number, number]>(
      'UPDATE change SET group_end = ? WHERE revision BETWEEN ? AND ?',
    ),
    deleteChange: database.prepare<[number]>('DELETE FROM change WHERE revision = ?'),
    deleteSuperseded: database.prepare<[number, number]>(
      `DELETE FROM change WHERE revision > ? AND revision <= ? AND NOT EXISTS (
         SELECT 1 FROM resource
         WHERE resource.kind = change.kind AND resource.id = change.id AND resource.revision = change.revision)`,
    ),
    // Two statements of one column each: a join of both costs five times as much here.
    currentRevision: database
      .prepare<[string, string], number>('SELECT revision FROM resource WHERE kind = ? AND id = ?')
      .pluck(),
    getBody: database.prepare<[number], Buffer>('SELECT body FROM change WHERE revision = ?').pluck(),
    // Without an index, backwards from the newest: asked only after a refusal, and bounded by its caller.
    getStateAt: database.prepare<[number, number, string, string], StateRow>(
      `SELECT revision, body FROM change WHERE revision <= ? AND revision > ? AND kind = ? AND id = ?
       ORDER BY revision DESC LIMIT 1`,
    ),
    setResource: database.prepare<[string, string, number]>(
      `INSERT INTO resource (kind, id, revision) VALUES (?, ?, ?)
       ON CONFLICT (kind, id) DO UPDATE SET revision = excluded.revision`,
    ),
    deleteResource: database.prepare<[string, string]>('DELETE FROM resource WHERE kind = ? AND id = ?'),
    readAfter: database.prepare<[number, number], ChangeRow>(
      'SELECT revision, group_end, body FROM change WHERE revision > ? ORDER BY revision LIMIT ?',
    ),
    digestAt: database.prepare<[number], Buffer>('SELECT digest FROM change WHERE revision = ?').pluck(),
    resources: database.prepare<[], ResourceRow>('SELECT kind, id, revision FROM resource'),
    newestRevision: database.prepare<[], number | null>('SELECT max(revision) FROM change').pluck(),
  }
}

function resultStatements(database: Database) {
  return {
    newestKeys: database.prepare<[number], KeyRow>(
      `SELECT source, key, revision FROM idempotency_key
       WHERE number > (SELECT max(number) FROM idempotency_key) - ? ORDER BY number`,
    ),
    insertKey: database.prepare<[string, string, number]>(
      'INSERT INTO idempotency_key (source, key, revision) VALUES (?, ?, ?)',
    ),
    deleteOldKeys: database.prepare<[number]>(
      'DELETE FROM idempotency_key WHERE number <= (SELECT max(number) FROM idempotency_key) - ?',
    ),
    getCommand: database.prepare<[string], CommandRow>(
      'SELECT accepted, refusal, revision, conflict, coded FROM command_result WHERE command_id = ?',
    ),
    insertCommand: database.prepare<[string, number, string, number, number, string | null]>(
      'INSERT INTO command_result (command_id, accepted, refusal, revision, conflict, coded) ' +
        'VALUES (?, ?, ?, ?, ?, ?)',
    ),
    insertOwed: database.prepare<[string, string, string, string]>(
      'INSERT OR REPLACE INTO unaudited (command_id, event, who, detail) VALUES (?, ?, ?, ?)',
    ),
    deleteOwed: database.prepare<[string]>('DELETE FROM unaudited WHERE command_id = ?'),
    getOwed: database.prepare<[], OwedRow>(
      'SELECT command_id AS commandId, event, who, detail FROM unaudited ORDER BY command_id',
    ),
    getMeta: database.prepare<[string], string>('SELECT value FROM meta WHERE name = ?').pluck(),
    setMeta: database.prepare<[string, string]>(
      'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    ),
  }
}
