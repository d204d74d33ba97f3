import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { JournalWatch } from './journal-watch.ts'
import { JOURNAL_LIMIT_BYTES, journalBytes, openReader, openWriter } from './sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'fiveten-journal-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const MEBIBYTE = 2 ** 20

test('a reader that does not leave is said once, and the journal is cut back when it has gone', () => {
  const path = join(folder, 'log.db')
  const database = openWriter(path)
  const reader = openReader(path)
  try {
    database.exec('CREATE TABLE block (body BLOB)')
    const told: boolean[] = []
    const watch = new JournalWatch(database, { path, onJournalHeld: (held) => told.push(held) })
    const insert = database.prepare('INSERT INTO block VALUES (zeroblob(?))')
    const write = (): void => {
      insert.run(MEBIBYTE)
      watch.committed()
    }
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM block').get()
    for (let count = 0; count < 70; count++) write()
    expect(told).toEqual([true])
    reader.exec('COMMIT')
    write()
    expect(told).toEqual([true, false])
    expect(journalBytes(path)).toBeLessThanOrEqual(JOURNAL_LIMIT_BYTES)
  } finally {
    reader.close()
    database.close()
  }
})
