import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, test } from 'vitest'
import { makeGatewayBench } from '../../gateway/testing/gateway-bench.ts'
import { caseRecord } from '../../gateway/testing/records.ts'
import { makeCore } from '../testing/core-bench.ts'
import { TestView } from '../testing/memory-port.ts'
import { makeTempFolders } from '../testing/temp-folder.ts'
import type { ActRecord } from './act-record.ts'
import { openOutbox, type OpenOutbox } from './open-outbox.ts'

const gateways = makeGatewayBench()
const folders = makeTempFolders()
const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
  await gateways.clear()
  folders.clear()
})

const COUNT = 200

const record = (number: number, text = `note ${number} `.repeat(20)): ActRecord => ({
  id: `act-${String(number).padStart(4, '0')}`,
  caseId: 'C1',
  act: { kind: 'note', text },
  actor: 'wall',
  basedOnRevision: 1,
  epoch: 'one',
  madeMs: number,
  state: 'queued',
})

function open(path: string): OpenOutbox {
  return openOutbox({ path, wallMs: 1, answeredAfterMs: 0, refusedIds: [] })
}

function filled(): string {
  const path = join(folders.take(), 'outbox.db')
  const outbox = open(path)
  for (let number = 1; number <= COUNT; number++) outbox.file.add(record(number))
  outbox.file.answer('act-0002', { state: 'accepted', answeredMs: 5 })
  outbox.close()
  return path
}

describe('a damaged outbox', () => {
  test('loses only the act whose letters were changed, and says how many that were', () => {
    const path = filled()
    const db = new Database(path)
    db.exec("UPDATE act SET body = replace(body, 'note 7 ', 'note 9 ') WHERE id = 'act-0007'")
    db.close()
    const { opened, close } = open(path)
    close()
    const ids = opened.acts.map(({ id }) => id)
    expect(ids).toHaveLength(COUNT - 1)
    expect(ids).not.toContain('act-0007')
    expect(ids).toEqual([...ids].sort())
    expect(opened.acts.find(({ id }) => id === 'act-0002')?.state).toBe('accepted')
    expect(opened.aside).toEqual([
      { path: expect.stringContaining('outbox.db.damaged-'), savedCount: COUNT - 1, damagedCount: 1 },
    ])
  })

  test('gives out every act of the pages that can be read, and keeps the damaged file as it was', () => {
    const path = filled()
    const bytes = readFileSync(path)
    // A page in the middle of the file: some acts of it, or of an index over them, are gone.
    bytes.fill(0x5a, 4096 * 8, 4096 * 9)
    writeFileSync(path, bytes)
    const { opened, close } = open(path)
    close()
    const [aside, ...more] = opened.aside
    expect(more).toEqual([])
    expect(opened.acts.length).toBeGreaterThan(COUNT / 2)
    expect(aside?.savedCount).toBe(opened.acts.length)
    expect(opened.acts.length + (aside?.damagedCount ?? 0)).toBe(COUNT)
    expect(readFileSync(aside?.path ?? '').equals(bytes)).toBe(true)
    // It is taken over once, and said at every start while it lies there.
    const again = open(path)
    again.close()
    expect(again.opened.aside).toEqual(opened.aside)
    expect(again.opened.acts).toEqual(opened.acts)
    const folder = join(path, '..')
    expect(readdirSync(folder).filter((name) => name.startsWith('salvage-of'))).toEqual([])
  })

  test('of which nothing can be read is said, too', () => {
    const path = join(folders.take(), 'outbox.db')
    writeFileSync(path, 'no database at all, '.repeat(500))
    const { opened, close } = open(path)
    close()
    expect(opened).toMatchObject({ acts: [], aside: [{ savedCount: 0, damagedCount: -1 }] })
  })

  test('of a version without checksums is taken over whole', () => {
    const path = filled()
    const db = new Database(path)
    db.exec('ALTER TABLE act DROP COLUMN coded; ALTER TABLE act DROP COLUMN crc')
    db.exec('DROP TABLE salvage; PRAGMA user_version = 10')
    db.close()
    const { opened, close } = open(path)
    close()
    expect(opened.acts).toHaveLength(COUNT)
    expect(opened.aside).toEqual([])
    const sealed = new Database(path, { readonly: true })
    expect(sealed.prepare('SELECT count(*) FROM act WHERE crc IS NULL').pluck().get()).toBe(0)
    sealed.close()
  })

  test('sends what was saved, and a notice says how many were not', async () => {
    const gateway = await gateways.start()
    await gateway.client.publish([caseRecord('C1')])
    const path = filled()
    const db = new Database(path)
    db.exec("UPDATE act SET case_id = 'C2' WHERE id IN ('act-0007', 'act-0008')")
    db.exec("DELETE FROM act WHERE id > 'act-0012'")
    db.close()
    const { core } = makeCore({ gateway: gateway.address, dataDir: join(path, '..') })
    undo.push(() => core.stop())
    await core.start()
    const view = new TestView()
    core.attach(view.port)
    view.attach()
    const first = view.messages[0]
    const notices = first !== undefined && 'notices' in first ? first.notices : []
    expect(notices).toMatchObject([
      { code: 'outbox-quarantined', count: 2, detail: expect.stringContaining('10 acts were saved out of') },
    ])
    await view.until(() =>
      ['act-0001', 'act-0006', 'act-0009', 'act-0012'].every(
        (id) => view.replica.act.get(id)?.state === 'accepted',
      ),
    )
  })
})
