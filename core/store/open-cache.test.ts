import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { positionAt, unitRow } from '../testing/samples.ts'
import { makeTempFolders } from '../testing/temp-folder.ts'
import { openCache } from './open-cache.ts'
import { openFile } from './sqlite.ts'

const folders = makeTempFolders()
afterEach(() => folders.clear())

/** A cache with some pages in it. */
function filledCache(): string {
  const path = join(folders.take(), 'cache.db')
  const { open } = openCache(path, 1)
  const rows = Array.from({ length: 500 }, (_, index) => unitRow(`unit-${index}`, index + 1))
  open.cache.replace(rows, positionAt(500))
  open.close()
  return path
}

function flipBytes(path: string): void {
  const bytes = readFileSync(path)
  for (let at = 4096; at < bytes.length; at += 7) bytes[at] = (bytes[at] ?? 0) ^ 0xff
  writeFileSync(path, bytes)
}

describe('opening the cache', () => {
  test.each([
    ['bytes flipped', flipBytes],
    ['truncated', (path: string) => truncateSync(path, 6000)],
    ['not a database', (path: string) => writeFileSync(path, 'dear diary, '.repeat(1000))],
  ])('a damaged file (%s) is put aside whole and begun anew', (_, damage) => {
    const path = filledCache()
    damage(path)
    const damaged = readFileSync(path)
    const { open, quarantined = '', notWritable } = openCache(path, 42)
    expect(notWritable).toBeUndefined()
    expect(quarantined).toBe(`${path}.corrupt-42`)
    expect(readFileSync(quarantined).equals(damaged)).toBe(true)
    expect(open.content).toMatchObject({ rows: [] })
    expect(open.content.position).toBeUndefined()
    open.cache.replace([unitRow('a', 1)], positionAt(1))
    open.close()
    const again = openCache(path, 43)
    expect(again.open.content.rows).toHaveLength(1)
    again.open.close()
  })

  test('the last two damaged files are kept', () => {
    const path = filledCache()
    for (const wallMs of [1_700_000_000_001, 1_700_000_000_002, 1_700_000_000_003]) {
      writeFileSync(path, 'not a database at all, '.repeat(100))
      openCache(path, wallMs).open.close()
    }
    const kept = readdirSync(join(path, '..')).filter((name) => name.includes('.corrupt-'))
    expect(kept.sort()).toEqual(['cache.db.corrupt-1700000000002', 'cache.db.corrupt-1700000000003'])
  })

  test('a folder that cannot be written gives way to memory, with the reason', () => {
    const file = join(folders.take(), 'a-file')
    writeFileSync(file, '')
    const { open, notWritable } = openCache(join(file, 'data', 'cache.db'), 1)
    expect(open.path).toBe(':memory:')
    expect(notWritable).toContain('cannot be written')
    open.cache.replace([unitRow('a', 1)], positionAt(1))
    open.close()
  })

  test('a second wall on the same cache gets memory, and the file stays with the first', () => {
    const path = filledCache()
    const first = openCache(path, 1)
    const second = openCache(path, 1)
    expect(second.open.path).toBe(':memory:')
    expect(second.notWritable).toContain('in use by another program')
    second.open.close()
    first.open.close()
    const third = openCache(path, 1)
    expect(third.open.content.rows).toHaveLength(500)
    third.open.close()
  })

  test('a file from a newer program is refused, not put aside', () => {
    const path = filledCache()
    const db = openFile(path)
    db.pragma('user_version = 9990')
    db.close()
    expect(() => openCache(path, 1)).toThrow('Start the newer program')
    expect(existsSync(path)).toBe(true)
    expect(readdirSync(join(path, '..')).filter((name) => name.includes('.corrupt-'))).toEqual([])
  })
})
