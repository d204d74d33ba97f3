import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { positionAt, unitRow } from '../testing/samples.ts'
import { makeTempFolders } from '../testing/temp-folder.ts'
import { Cache } from './cache.ts'
import type { Row } from './rows.ts'
import { configure, openFile } from './sqlite.ts'

const folders = makeTempFolders()
afterEach(() => folders.clear())

const CHILD = fileURLToPath(new URL('../testing/committing-child.ts', import.meta.url))
const KILLS = 5
const COMMITS_BEFORE_KILL = 8

/** Runs the child until it has acknowledged some commits, kills it, and returns the last acknowledged one. */
async function commitAndKill(path: string, firstRevision: number): Promise<number> {
  const child = spawn(process.execPath, [CHILD, path, String(firstRevision)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let acknowledged = 0
  for await (const line of createInterface(child.stdout)) {
    acknowledged = Number(line)
    if (acknowledged === firstRevision + COMMITS_BEFORE_KILL) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return acknowledged
}

function digestOf(rows: readonly Row[]): string {
  const sum = rows.reduce((total, { kind, id, revision }) => {
    const term = createHash('sha1').update(`${kind}/${id}@${revision}`).digest().readBigUInt64BE(0)
    return BigInt.asUintN(64, total + term)
  }, 0n)
  return sum.toString(16).padStart(16, '0')
}

describe('cache', () => {
  test('I1: a killed writer leaves rows and revision of one commit, and none behind what it acknowledged', async () => {
    const path = join(folders.take(), 'cache.db')
    let next = 1
    for (let kill = 0; kill < KILLS; kill++) {
      const acknowledged = await commitAndKill(path, next)
      const cache = Cache.open(path)
      const { position, rows } = cache.load()
      cache.close()
      const revision = position?.revision ?? 0
      expect(acknowledged).toBeGreaterThanOrEqual(next)
      expect(revision).toBeGreaterThanOrEqual(acknowledged)
      expect(new Set(rows.map((row) => row.revision))).toEqual(new Set([revision]))
      expect(rows).toHaveLength(20)
      next = revision + 1
    }
  })

  test('I1: a batch that fails in its middle changes neither rows nor revision, and blocks what follows', () => {
    const path = join(folders.take(), 'cache.db')
    const cache = Cache.open(path)
    cache.apply([unitRow('a', 1)], positionAt(1))
    const bad = { ...unitRow('c', 2), revision: 'no number' as unknown as number }
    expect(() => cache.apply([unitRow('b', 2), bad], positionAt(2))).toThrow('cannot be written')
    expect(() => cache.apply([unitRow('d', 3)], positionAt(3))).toThrow('failed before')
    expect(() => cache.replace([unitRow('d', 3)], positionAt(3))).toThrow('failed before')
    cache.close()
    const again = Cache.open(path)
    expect(again.load()).toMatchObject({ position: positionAt(1), rows: [{ id: 'a' }] })
    again.close()
  })

  test('settings are in force after the first write, too', () => {
    const db = openFile(join(folders.take(), 'cache.db'))
    configure(db)
    const read = (name: string): unknown => db.pragma(name, { simple: true })
    db.exec('CREATE TABLE one (id INTEGER)')
    db.exec('INSERT INTO one VALUES (1)')
    expect(read('journal_mode')).toBe('wal')
    expect(read('synchronous')).toBe(2)
    expect(read('trusted_schema')).toBe(0)
    expect(read('cell_size_check')).toBe(1)
    db.close()
  })

  test('kinds are replaced alone, with their position, and all the rest stays', () => {
    const cache = Cache.open(':memory:')
    const point: Row = { kind: 'duty_point', id: 'p', revision: 3, body: '{}' }
    cache.replace([unitRow('a', 1), unitRow('astray', 2), point], positionAt(3))
    const digests = cache.replaceKinds(['unit'], [unitRow('a', 1), unitRow('b', 4)], positionAt(4))
    const { rows, position } = cache.load()
    cache.close()
    expect(rows.map(({ kind, id, revision }) => [kind, id, revision])).toEqual([
      ['duty_point', 'p', 3],
      ['unit', 'a', 1],
      ['unit', 'b', 4],
    ])
    expect(position?.revision).toBe(4)
    expect(digests).toEqual({
      whole: digestOf(rows),
      kinds: { unit: digestOf([unitRow('a', 1), unitRow('b', 4)]), duty_point: digestOf([point]) },
    })
  })

  test('the digest equals a recomputation after any course of changes', () => {
    const step = fc.record({
      id: fc.constantFrom('a', 'b', 'c', '案件/4'),
      gone: fc.boolean(),
      whole: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const cache = Cache.open(':memory:')
        for (const [index, { id, gone, whole }] of steps.entries()) {
          const row = { ...unitRow(id, index + 1), ...(gone ? { body: undefined } : {}) }
          const digests = whole
            ? cache.replace([row], positionAt(index + 1))
            : cache.apply([row], positionAt(index + 1))
          const content = cache.load()
          expect(digests.whole).toBe(digestOf(content.rows))
          expect(digests.kinds['unit'] ?? digestOf([])).toBe(digests.whole)
          expect(content.digests.whole).toBe(digests.whole)
        }
        cache.close()
      }),
      { numRuns: 60 },
    )
  })
})
