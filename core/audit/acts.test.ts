import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { makeGatewayBench } from '../../gateway/testing/gateway-bench.ts'
import { aRecord, aUnit, caseRecord } from '../../gateway/testing/records.ts'
import { makeCore } from '../testing/core-bench.ts'
import { TestView } from '../testing/memory-port.ts'
import { makeTempFolders } from '../testing/temp-folder.ts'

const SCRIPT = fileURLToPath(new URL('../../scripts/audit-verify.ts', import.meta.url))

const gateways = makeGatewayBench()
const folders = makeTempFolders()
afterEach(async () => {
  await gateways.clear()
  folders.clear()
})

interface Row {
  readonly event: string
  readonly who: string
  readonly detail: Readonly<Record<string, unknown>> & { readonly shown: Readonly<Record<string, unknown>> }
}

function rowsIn(dataDir: string): readonly Row[] {
  const db = new Database(join(dataDir, 'audit', 'audit.db'), { readonly: true })
  const rows = db.prepare<[], { event: string; who: string; detail: string }>('SELECT * FROM audit').all()
  db.close()
  return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as Row['detail'] }))
}

test('an act leaves its trace from the person to the answer, with what the glass claimed when it was made', async () => {
  const gateway = await gateways.start()
  await gateway.client.publish([caseRecord('C1'), aRecord('A', { unit: aUnit('A') })])
  const dataDir = folders.take()
  const { core, until } = makeCore({ gateway: gateway.address, dataDir })
  await core.start()
  const view = new TestView()
  core.attach(view.port)
  view.attach(undefined, { viewId: 'page-7', displayId: 'left', seat: 'seat-3' })
  await until(({ link }) => link.state === 'live')
  const act = (actId: string) =>
    view.say({ type: 'act', actId, caseId: 'C1', act: { kind: 'note', text: actId } })
  act('act-live')
  await view.until(() => view.replica.act.get('act-live')?.state === 'accepted')
  await gateway.gateway.stop()
  await until(({ link }) => link.state === 'offline')
  act('act-dark')
  await view.until(() => view.replica.act.has('act-dark'))
  const { audit } = await until((health) => Number(health.audit.head.split(':')[0]) >= 6)
  await core.stop()
  // Offline it may be handed to the old connection before that is known to be dead.
  const rows = rowsIn(dataDir).filter(
    ({ event, detail }) => event !== 'act.sent' || detail.actId !== 'act-dark',
  )
  expect(rows.map(({ event, detail }) => [event, detail.actId])).toEqual([
    ['wall.started', undefined],
    ['view.attached', undefined],
    ['act.made', 'act-live'],
    ['act.sent', 'act-live'],
    ['act.answered', 'act-live'],
    ['act.made', 'act-dark'],
    ['view.detached', undefined],
    ['wall.stopped', undefined],
  ])
  const [, came, live, , answered, dark, went] = rows
  for (const row of [came, went]) {
    expect(row?.detail).toMatchObject({ viewId: 'page-7', displayId: 'left', seat: 'seat-3' })
  }
  expect(live).toMatchObject({
    who: 'wall',
    detail: { viewId: 'page-7', displayId: 'left', seat: 'seat-3', shown: { link: 'live', revision: 2 } },
  })
  expect(answered?.detail).toMatchObject({ state: 'accepted' })
  expect(dark?.detail.shown).toMatchObject({ link: 'offline', ageMs: expect.any(Number) })
  const verified = spawnSync(process.execPath, [SCRIPT, dataDir, '--head', audit.head], { encoding: 'utf8' })
  expect(verified.stdout).toMatch(/is whole: [89] rows/)
  expect(verified.status).toBe(0)
  const edited = new Database(join(dataDir, 'audit', 'audit.db'))
  edited.exec('DROP TRIGGER audit_no_update')
  edited.exec("UPDATE audit SET who = 'somebody' WHERE number = 2")
  edited.close()
  const found = spawnSync(process.execPath, [SCRIPT, dataDir], { encoding: 'utf8' })
  expect(found.stdout).toContain('Row 2 does not follow')
  expect(found.status).toBe(1)
})
