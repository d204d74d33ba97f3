import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { pino } from 'pino'
import { afterEach, describe, expect, test } from 'vitest'
import { verifyAudit } from '../../gateway/audit/verify.ts'
import { ManualClock } from '../../domain/manual-clock.ts'
import { STORE_WORKER } from '../testing/core-bench.ts'
import { makeTempFolders } from '../testing/temp-folder.ts'
import { Notices } from '../wall/notices.ts'
import { Audit } from './audit.ts'

const folders = makeTempFolders()
const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
  folders.clear()
})

const SHOWN = { link: 'live', ageMs: 800, epoch: 'one', revision: 7, serverMs: 1_000 } as const

function make(dataDir: string) {
  const clock = new ManualClock(1_738_886_400_000)
  const notices = new Notices(() => {})
  const log: string[] = []
  const audit = new Audit({
    options: {
      gateway: 'nowhere:1',
      dataDir,
      display: { name: 'test', widthMm: 1000, distanceMm: 3000 },
      clock,
      log: pino({ level: 'info' }, { write: (line) => log.push(line) }),
      storeWorker: STORE_WORKER,
    },
    notices,
    shown: () => SHOWN,
  })
  return { audit, clock, notices, log }
}

/** A wall's audit with some rows in it, closed. */
async function written(): Promise<{ dataDir: string; dir: string }> {
  const dataDir = folders.take()
  const { audit } = make(dataDir)
  audit.start()
  for (let count = 1; count <= 6; count++) {
    audit.record({ event: 'act.made', who: 'wall', detail: { actId: `act-${count}` } })
  }
  await audit.stop()
  return { dataDir, dir: join(dataDir, 'audit') }
}

function tamper(dir: string, sql: string): void {
  const db = new Database(join(dir, 'audit.db'))
  const triggers = db
    .prepare<[], { sql: string }>("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
    .all()
    .map((one) => one.sql)
  for (const name of ['audit_no_update', 'audit_no_delete', 'audit_only_next'])
    db.exec(`DROP TRIGGER ${name}`)
  db.exec(sql)
  for (const trigger of triggers) db.exec(trigger)
  db.close()
}

describe("the wall's audit", () => {
  test('rows are in order, say what the glass claimed, and the program for the gateway verifies them', async () => {
    const { dir, dataDir } = await written()
    const report = verifyAudit(dir)
    expect(report.problems).toEqual([])
    const db = new Database(join(dir, 'audit.db'), { readonly: true })
    const rows = db.prepare<[], { event: string; who: string; detail: string }>('SELECT * FROM audit').all()
    db.close()
    expect(rows.map(({ event }) => event)).toEqual([
      'wall.started',
      ...Array(6).fill('act.made'),
      'wall.stopped',
    ])
    expect(rows[1]?.who).toBe('wall')
    expect(JSON.parse(rows[1]?.detail ?? '')).toEqual({ actId: 'act-1', shown: SHOWN })
    // The next start goes on in the same chain.
    const again = make(dataDir)
    again.audit.start()
    await again.audit.stop()
    expect(verifyAudit(dir)).toMatchObject({ rowCount: report.rowCount + 2, problems: [] })
  })

  test.for([
    ['an edit', "UPDATE audit SET who = 'nobody' WHERE number = 4", 'Row 4'],
    ['a deletion', 'DELETE FROM audit WHERE number = 4', 'Row 4 is missing'],
    [
      'an exchange',
      'UPDATE audit SET number = 100 WHERE number = 4; UPDATE audit SET number = 4 WHERE number = 5; ' +
        'UPDATE audit SET number = 5 WHERE number = 100',
      'Row 4',
    ],
    ['a truncation', 'DELETE FROM audit WHERE number > 5', 'Row 6 is missing'],
    ['all rows gone', 'DELETE FROM audit', 'Row 1 is missing'],
  ] as const)('X5: %s is found, with the first bad row', async ([, sql, words]) => {
    const { dir } = await written()
    tamper(dir, sql)
    expect(verifyAudit(dir).problems[0]).toContain(words)
  })

  test('X5: a truncation is found by the next start, too, and stays found after it', async () => {
    const { dir, dataDir } = await written()
    tamper(dir, 'DELETE FROM audit WHERE number > 5')
    const { audit, log } = make(dataDir)
    audit.start()
    await audit.stop()
    expect(log.join()).toContain('The audit does not hold row 8')
    expect(verifyAudit(dir).problems.join()).toContain('names')
  })

  test('X5: a file and a head written anew are found with a head that was noted in the log', async () => {
    const dataDir = folders.take()
    const first = make(dataDir)
    first.audit.start()
    first.audit.record({ event: 'act.made' })
    await first.audit.stop()
    const [, number, hash] = /"head":"(\d+):([0-9a-f]{64})"/.exec(first.log.at(-1) ?? '') ?? []
    const dir = join(dataDir, 'audit')
    rmSync(dir, { recursive: true })
    const other = make(dataDir)
    other.audit.start()
    await other.audit.stop()
    expect(verifyAudit(dir).problems).toEqual([])
    const noted = { number: Number(number), hash: hash ?? '' }
    expect(verifyAudit(dir, noted).problems).not.toEqual([])
  })

  test('a damaged file is put aside, said, and the new one begins with that', async () => {
    const { dir, dataDir } = await written()
    const bytes = readFileSync(join(dir, 'audit.db'))
    bytes.fill(0x5a, 100, 4_096)
    writeFileSync(join(dir, 'audit.db'), bytes)
    const { audit, log } = make(dataDir)
    audit.start()
    await audit.stop()
    expect(log.join()).toContain('The audit was damaged and is kept as')
    expect(verifyAudit(dir).problems).not.toEqual([])
  })

  test('rows that cannot be written wait, in order, and a notice says so until they are', async () => {
    const dataDir = folders.take()
    writeFileSync(join(dataDir, 'audit'), 'a file where the folder belongs')
    const { audit, clock, notices } = make(dataDir)
    audit.start()
    undo.push(() => audit.stop())
    audit.record({ event: 'act.made', detail: { actId: 'act-1' } })
    while (!notices.has('audit-failed')) await new Promise((resolve) => setTimeout(resolve, 5))
    audit.record({ event: 'act.made', detail: { actId: 'act-2' } })
    rmSync(join(dataDir, 'audit'))
    while (notices.has('audit-failed')) {
      clock.advance(1_000)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    expect(verifyAudit(join(dataDir, 'audit'))).toMatchObject({ rowCount: 3, problems: [] })
  })
})
