import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { positionAt, unitRow } from '../../testing/samples.ts'
import { makeTempFolders } from '../../testing/temp-folder.ts'
import { Cache } from '../cache.ts'
import { openFile } from '../sqlite.ts'
import { migrate } from './index.ts'
import type { Migration } from './migration.ts'

const folders = makeTempFolders()
afterEach(() => folders.clear())

const first: Migration = { version: 10, up: (db) => void db.exec('CREATE TABLE one (id INTEGER)') }
const second: Migration = { version: 20, up: (db) => void db.exec('ALTER TABLE one ADD COLUMN name TEXT') }

describe('migrations', () => {
  test('go forward, each once', () => {
    const db = openFile(':memory:')
    expect(migrate(db, [first])).toBe(10)
    expect(migrate(db, [first, second])).toBe(20)
    expect(migrate(db, [first, second])).toBe(20)
    expect(db.pragma('user_version', { simple: true })).toBe(20)
    db.close()
  })

  test('a step that fails leaves nothing of itself', () => {
    const db = openFile(':memory:')
    const torn: Migration = {
      version: 20,
      up(target) {
        target.exec('CREATE TABLE half (id INTEGER)')
        target.exec('this is no statement')
      },
    }
    expect(() => migrate(db, [first, torn])).toThrow('syntax error')
    expect(db.pragma('user_version', { simple: true })).toBe(10)
    expect(db.prepare('SELECT name FROM sqlite_schema ORDER BY name').pluck().all()).toEqual(['one'])
    expect(migrate(db, [first, second])).toBe(20)
    db.close()
  })

  test('steps out of the order of their numbers are a fault of the program', () => {
    const db = openFile(':memory:')
    expect(() => migrate(db, [second, first])).toThrow()
    db.close()
  })

  test('a file of a newer program is refused in words, and not touched', () => {
    const path = join(folders.take(), 'cache.db')
    const newer = openFile(path)
    newer.pragma('user_version = 9990')
    newer.exec('CREATE TABLE later (id INTEGER)')
    newer.close()
    const before = readFileSync(path)
    expect(() => Cache.open(path)).toThrow(/schema 9990; this program knows schemas up to \d+.*--data/)
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  test('a cache of today is read again by today', () => {
    const path = join(folders.take(), 'cache.db')
    const cache = Cache.open(path)
    cache.replace([unitRow('a', 7)], positionAt(7))
    cache.close()
    const again = Cache.open(path)
    expect(again.load()).toMatchObject({ position: positionAt(7), rows: [unitRow('a', 7)] })
    again.close()
  })
})
