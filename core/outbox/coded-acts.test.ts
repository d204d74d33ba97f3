import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, test } from 'vitest'
import type { Act } from '../../domain/model/act.ts'
import { SENTENCE_PARTS } from '../../domain/view/coded-sentence.ts'
import { SENTENCE_PARTS as GATEWAY_PARTS } from '../../gateway/coded-sentence.ts'
import { makeGatewayBench } from '../../gateway/testing/gateway-bench.ts'
import { aRecord, aUnit, caseRecord } from '../../gateway/testing/records.ts'
import { makeCore, type RunningCore } from '../testing/core-bench.ts'
import { TestView } from '../testing/memory-port.ts'
import { makeTempFolders } from '../testing/temp-folder.ts'
import { crcOf, type StoredAct } from './stored-act.ts'

const gateways = makeGatewayBench()
const folders = makeTempFolders()
const cores: RunningCore[] = []
afterEach(async () => {
  for (const { core } of cores.splice(0)) await core.stop()
  await gateways.clear()
  folders.clear()
})

const WORLD = [caseRecord('C1'), aRecord('A', { unit: aUnit('A') })]
const acknowledge: Act = { kind: 'acknowledge', unitId: 'A' }
const uncoded = { state: 'refused', reason: 'unit A is not assigned to case C1' }
const refusal = {
  ...uncoded,
  coded: { code: 'unit-not-assigned', parts: { unit: 'A', case: 'C1' } },
}

async function start(gateway: string, dataDir: string): Promise<RunningCore & { readonly view: TestView }> {
  const running = makeCore({ gateway, dataDir })
  cores.push(running)
  await running.core.start()
  const view = new TestView()
  running.core.attach(view.port)
  view.attach()
  return { ...running, view }
}

async function answerTo(view: TestView, actId: string, act: Act) {
  view.say({ type: 'act', actId, caseId: 'C1', act })
  await view.until(() => (view.replica.act.get(actId)?.state ?? 'queued') !== 'queued')
  return view.replica.act.get(actId)
}

describe('the code of a refusal', () => {
  test('comes with the sentence to the view, and is there after a restart of the wall', async () => {
    const { address, client } = await gateways.start()
    await client.publish(WORLD)
    const dataDir = folders.take()
    const { view, until } = await start(address, dataDir)
    await until(({ link }) => link.state === 'live')
    expect(await answerTo(view, 'act-0001', acknowledge)).toMatchObject(refusal)
    await cores.pop()?.core.stop()
    const again = await start('127.0.0.1:9', dataDir)
    expect(again.view.replica.act.get('act-0001')).toMatchObject(refusal)
  })

  test('of a call that ends with a status comes in its trailers', async () => {
    const { address, client } = await gateways.start({ localRole: 'viewer' })
    await client.publish(WORLD)
    const { view, until } = await start(address, folders.take())
    await until(({ link }) => link.state === 'live')
    expect(await answerTo(view, 'act-0001', acknowledge)).toMatchObject({
      state: 'refused',
      reason: 'the act acknowledge needs the role seat; local is viewer, platform',
      coded: { code: 'role-too-low', parts: { act: 'acknowledge', role: 'seat', roles: 'viewer, platform' } },
    })
  })

  test('is missing in an outbox from before codes, whose sentence stays, and in which new ones are kept', async () => {
    const { address, client } = await gateways.start()
    await client.publish(WORLD)
    const dataDir = folders.take()
    const first = await start(address, dataDir)
    await first.until(({ link }) => link.state === 'live')
    await answerTo(first.view, 'act-0001', acknowledge)
    await cores.pop()?.core.stop()
    const file = new Database(join(dataDir, 'outbox.db'))
    const row = file.prepare<[], StoredAct>('SELECT * FROM act').get()
    if (row === undefined) throw new Error('an act')
    // As that version sealed it: the checksum is still good.
    file.prepare('UPDATE act SET crc = ?').run(crcOf({ ...row, coded: null }))
    file.exec('ALTER TABLE act DROP COLUMN coded; PRAGMA user_version = 20')
    file.close()
    const { view, until } = await start(address, dataDir)
    expect(view.replica.act.get('act-0001')).toMatchObject(uncoded)
    expect(view.replica.act.get('act-0001')).not.toHaveProperty('coded')
    await until(({ link }) => link.state === 'live')
    expect(await answerTo(view, 'act-0002', acknowledge)).toMatchObject(refusal)
  })

  test('says that no more acts can wait', async () => {
    const { view } = await start('127.0.0.1:9', folders.take())
    for (let index = 0; index < 1_000; index += 1) {
      view.say({ type: 'act', actId: `act-${10_000 + index}`, caseId: 'C1', act: acknowledge })
      // One after the other: what is being written is not queued yet.
      if (index % 50 === 49) await view.until(() => view.replica.act.size === index + 1)
    }
    expect(await answerTo(view, 'act-one-more', acknowledge)).toMatchObject({
      state: 'refused',
      coded: { code: 'outbox-full', parts: { limit: '1000' } },
    })
  })
})

test('the wall knows every code of its gateway, and what stands in it', () => {
  const known = Object.fromEntries(
    Object.keys(GATEWAY_PARTS).map((code) => [code, SENTENCE_PARTS[code as keyof typeof GATEWAY_PARTS]]),
  )
  expect(known).toEqual(GATEWAY_PARTS)
})
