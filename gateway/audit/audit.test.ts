import { spawnSync } from 'node:child_process'
import { copyFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ManualClock } from '../../domain/manual-clock.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { AUDIT_FILE, openAudit } from './audit-log.ts'
import type { AuditLog } from './audit-log.ts'
import { GENESIS, chainHash } from './chain.ts'
import { writeHead } from './head.ts'
import { verifyAudit } from './verify.ts'

const SCRIPT = fileURLToPath(new URL('../../scripts/audit-verify.ts', import.meta.url))
const clock = new ManualClock(1_760_000_000_000)
const troubles: string[] = []
let folder: ReturnType<typeof tempFolder>

beforeEach(() => {
  folder = tempFolder()
  troubles.length = 0
})
afterEach(() => folder.remove())

function open(dir = folder.path): AuditLog {
  return openAudit({ dir, clock, onTrouble: (sentence) => troubles.push(sentence) })
}

async function fill(count: number, dir = folder.path, word = 'row'): Promise<void> {
  const audit = open(dir)
  for (let index = 0; index < count; index += 1) {
    const written = audit.append('command.accepted', 'seat-1', { commandId: `${word}-${index}` })
    clock.advance(10)
    await written
  }
  audit.close()
}

/** Somebody with the file in hand: the triggers do not stop who can drop them. */
function tamper(sql: string, dir = folder.path): void {
  const database = new Sqlite(join(dir, AUDIT_FILE))
  const triggers = database
    .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    .all()
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`)
  database.exec(sql)
  for (const { sql: again } of triggers) database.exec(again)
  database.close()
}

function verifyByCommand(...args: string[]): { readonly status: number | null; readonly stdout: string } {
  return spawnSync(process.execPath, [SCRIPT, folder.path, ...args], { encoding: 'utf8' })
}

test('the chain goes on over a restart and is whole', async () => {
  await fill(3)
  await fill(2)
  const { rowCount, problems, head } = verifyAudit(folder.path)
  expect([rowCount, problems]).toEqual([5, []])
  const { status, stdout } = verifyByCommand()
  expect([status, stdout]).toEqual([0, `The audit in ${folder.path} is whole: 5 rows, head 5:${head.hash}\n`])
})

test('what waits when it is closed is written, and after that nothing is tried', async () => {
  const audit = open()
  const written = audit.append('gateway.stopped', '', {})
  audit.close()
  expect(await written).toBe(true)
  clock.advance(10_000)
  expect(troubles).toEqual([])
  expect(await audit.append('denied', 'seat-1', {})).toBe(false)
  expect(troubles).toEqual(['the audit is closed, and "denied" of seat-1 is not in it'])
  expect(verifyAudit(folder.path).rowCount).toBe(1)
})

test.for([
  ['changed', "UPDATE audit SET who = 'x' WHERE number = 1"],
  ['removed', 'DELETE FROM audit WHERE number = 3'],
  ['replaced', "REPLACE INTO audit VALUES (2, 0, 'e', 'w', '{}', x'00')"],
  ['inserted out of turn', "INSERT INTO audit VALUES (9, 0, 'e', 'w', '{}', x'00')"],
] as const)('the table refuses that a row is %s', async ([, sql]) => {
  await fill(3)
  const database = new Sqlite(join(folder.path, AUDIT_FILE))
  expect(() => database.exec(sql)).toThrow('the audit is append-only')
  database.close()
})

describe('X5: every change of the file is found, and the first bad row is named', () => {
  const swapped =
    'UPDATE audit SET number = 100 WHERE number = 2; UPDATE audit SET number = 2 WHERE number = 4;' +
    'UPDATE audit SET number = 4 WHERE number = 100'
  test.for([
    ['edited', `UPDATE audit SET detail = '{"commandId":"other"}' WHERE number = 3`, 'Row 3 does not follow'],
    ['dated otherwise', 'UPDATE audit SET at_ms = at_ms + 1 WHERE number = 4', 'Row 4 does not follow'],
    ['deleted', 'DELETE FROM audit WHERE number = 3', 'Row 3 is missing: row 4 comes next'],
    ['deleted at the start', 'DELETE FROM audit WHERE number = 1', 'Row 1 is missing: row 2 comes next'],
    ['reordered', swapped, 'Row 2 does not follow'],
    ['truncated', 'DELETE FROM audit WHERE number > 3', 'Row 4 is missing: the chain ends at row 3'],
    ['emptied', 'DELETE FROM audit', 'Row 1 is missing: the chain ends at row 0'],
    ['added', "INSERT INTO audit VALUES (6, 0, 'e', 'w', '{}', zeroblob(32))", 'Row 6 does not follow'],
  ] as const)('%s', async ([, sql, sentence]) => {
    await fill(5)
    tamper(sql)
    const { status, stdout } = verifyByCommand()
    expect(status).toBe(1)
    expect(stdout.split('\n')[0]).toContain(sentence)
  })

  test('swapped for the file of another gateway', async () => {
    await fill(5)
    const other = tempFolder()
    await fill(5, other.path, 'other')
    copyFileSync(join(other.path, AUDIT_FILE), join(folder.path, AUDIT_FILE))
    other.remove()
    expect(verifyAudit(folder.path).problems).toEqual([
      'Row 5 is not the one that audit.head names: the chain was written anew.',
    ])
  })

  test('written anew together with its head: the head noted elsewhere shows it', async () => {
    await fill(5)
    const noted = verifyAudit(folder.path).head
    rmSync(join(folder.path, AUDIT_FILE))
    rmSync(join(folder.path, 'audit.head'))
    await fill(6, folder.path, 'forged')
    expect(verifyAudit(folder.path).problems).toEqual([])
    const { status, stdout } = verifyByCommand('--head', `${noted.number}:${noted.hash}`)
    expect(status).toBe(1)
    expect(stdout).toContain('Row 5 is not the one that the head that was noted names')
  })

  test('without its triggers', async () => {
    await fill(2)
    const database = new Sqlite(join(folder.path, AUDIT_FILE))
    database.exec('DROP TRIGGER audit_no_update')
    database.close()
    expect(verifyAudit(folder.path).problems).toEqual([
      'The trigger audit_no_update is gone: somebody has made the table changeable.',
    ])
  })

  test('without its head', async () => {
    await fill(2)
    rmSync(join(folder.path, 'audit.head'))
    expect(verifyAudit(folder.path).problems[0]).toContain('There is no audit.head')
  })

  test('truncated before a restart: the old head is kept as evidence, and the new rows do not cover it', async () => {
    await fill(5)
    tamper('DELETE FROM audit WHERE number > 2')
    await fill(6, folder.path, 'later')
    expect(troubles[0]).toContain('the audit does not hold row 5 as its head says')
    expect(readdirSync(folder.path).some((name) => name.startsWith('audit.head.disputed-'))).toBe(true)
    expect(verifyAudit(folder.path).problems[0]).toMatch(/^Row 5 is not the one that audit\.head\.disputed-/)
  })
})

test('a crash between file and head leaves a chain that is whole', async () => {
  await fill(4)
  const { head } = verifyAudit(folder.path)
  const database = new Sqlite(join(folder.path, AUDIT_FILE))
  const row = { number: 5, atMs: 1, event: 'e', who: 'w', detail: '{}' }
  const hash = chainHash(Buffer.from(head.hash, 'hex'), row)
  database.prepare('INSERT INTO audit VALUES (5, 1, ?, ?, ?, ?)').run('e', 'w', '{}', hash)
  database.close()
  expect(verifyAudit(folder.path)).toMatchObject({ rowCount: 5, problems: [] })
  await fill(1)
  expect([verifyAudit(folder.path).problems, troubles]).toEqual([[], []])
})

test('rows that cannot be written wait, are told of, and are written later without a gap', async () => {
  const audit = open()
  const blocker = new Sqlite(join(folder.path, AUDIT_FILE), { timeout: 0 })
  blocker.exec('BEGIN IMMEDIATE')
  const written = audit.append('command.accepted', 'seat-1', { commandId: 'late' })
  clock.advance(10)
  expect(await written).toBe(false)
  expect(troubles[0]).toContain('the audit cannot be written, its rows wait')
  blocker.exec('ROLLBACK')
  blocker.close()
  clock.advance(1_000)
  audit.close()
  expect(verifyAudit(folder.path)).toMatchObject({ rowCount: 1, problems: [] })
})

test('a head that holds no head is said to be none of ours', async () => {
  await fill(1)
  writeFileSync(join(folder.path, 'audit.head'), 'letter')
  expect(() => verifyAudit(folder.path)).toThrow('holds no head of an audit')
  writeHead(folder.path, { number: 0, hash: Buffer.from(GENESIS).toString('hex') })
  expect(verifyAudit(folder.path).problems).toEqual([])
})

test('a folder without an audit is said, with another exit code', () => {
  expect(() => verifyAudit(folder.path)).toThrow('name the data folder of a gateway')
  expect(verifyByCommand().status).toBe(2)
})
