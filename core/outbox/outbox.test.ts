import { spawn } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, test } from 'vitest'
import type { Act } from '../../domain/model/act.ts'
import { makeGatewayBench } from '../../gateway/testing/gateway-bench.ts'
import { aRecord, aUnit, caseRecord } from '../../gateway/testing/records.ts'
import { makeCore, type RunningCore } from '../testing/core-bench.ts'
import { startHoldProxy } from '../testing/hold-proxy.ts'
import { TestView } from '../testing/memory-port.ts'
import { makeTempFolders } from '../testing/temp-folder.ts'

const gateways = makeGatewayBench()
const folders = makeTempFolders()
const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
  await gateways.clear()
  folders.clear()
})

async function start(setup: Parameters<typeof makeCore>[0]): Promise<RunningCore & { view: TestView }> {
  const running = makeCore(setup)
  undo.push(() => running.core.stop())
  await running.core.start()
  const view = new TestView()
  running.core.attach(view.port)
  view.attach()
  return { ...running, view }
}

async function world() {
  const gateway = await gateways.start()
  await gateway.client.publish([
    caseRecord('C1'),
    caseRecord('C2'),
    aRecord('A', { unit: aUnit('A') }),
    aRecord('B', { unit: aUnit('B') }),
  ])
  return gateway
}

type Gateway = Awaited<ReturnType<typeof world>>

function act(view: TestView, actId: string, what: Act, caseId = 'C1'): void {
  view.say({ type: 'act', actId, caseId, act: what })
}

const note = (text: string): Act => ({ kind: 'note', text })
const answered = (view: TestView, id: string) => {
  const item = view.replica.act.get(id)
  return item !== undefined && item.state !== 'queued'
}

/** The facts that this act has made, by the gateway's own word. */
async function factsOf(gateway: Pick<Gateway, 'client'>, actId: string): Promise<number> {
  const watched = gateway.client.watch()
  const messages = await watched.until((all) => all.some((message) => message.bookmark))
  watched.cancel()
  const cases = messages.flatMap((message) => message.snapshot?.changes ?? []).map((change) => change.case)
  return cases.flatMap((one) => one?.facts ?? []).filter((fact) => fact.id === `command:${actId}`).length
}

describe('acts', () => {
  test('online: queued at once, then accepted, and the case shows it', async () => {
    const gateway = await world()
    const { view, until } = await start({ gateway: gateway.address, dataDir: folders.take() })
    await until(({ link, counts }) => link.state === 'live' && counts.case === 2)
    const states: (string | undefined)[] = []
    const before = view.onMessage
    view.onMessage = (message) => {
      before(message)
      states.push(view.replica.act.get('act-0001')?.state)
    }
    act(view, 'act-0001', { kind: 'dispatch', unitId: 'A' })
    await view.until(() => answered(view, 'act-0001'))
    expect(states.filter((state, index) => state !== undefined && state !== states[index - 1])).toEqual([
      'queued',
      'accepted',
    ])
    await view.until(() => view.replica.case.get('C1')?.unitIds[0] === 'A')
    expect(view.replica.act.get('act-0001')).toMatchObject({ caseId: 'C1', answeredMs: expect.any(Number) })
  })

  test('a refusal and a conflict carry the sentence of the gateway', async () => {
    const gateway = await world()
    const { view, until } = await start({ gateway: gateway.address, dataDir: folders.take() })
    await until(({ link }) => link.state === 'live')
    act(view, 'act-0001', { kind: 'acknowledge', unitId: 'A' })
    await view.until(() => answered(view, 'act-0001'))
    expect(view.replica.act.get('act-0001')).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining('is not assigned to case C1'),
    })
  })

  test('somebody else was first: a conflict, although this wall was offline when it acted', async () => {
    const gateway = await world()
    const dataDir = folders.take()
    const { view, until } = await start({ gateway: gateway.address, dataDir })
    await until(({ link }) => link.state === 'live')
    await gateway.gateway.stop()
    await until(({ link }) => link.state !== 'live')
    act(view, 'act-0001', { kind: 'dispatch', unitId: 'A' })
    await view.until(() => view.replica.act.has('act-0001'))
    const other = await gateways.start({ dataDir: gateway.dataDir })
    const empty = {
      commandId: 'theirs',
      basedOnRevision: 4,
      actor: 'seat-9',
      madeAt: undefined,
      caseId: 'C1',
    }
    const request = { dispatch: { unitId: 'A' }, ...empty }
    expect(await other.client.submit(request as never)).toMatchObject({ accepted: true })
    await other.gateway.stop()
    await gateways.start({ dataDir: gateway.dataDir, listen: gateway.address })
    await view.until(() => answered(view, 'act-0001'))
    expect(view.replica.act.get('act-0001')).toMatchObject({
      state: 'conflict',
      reason: 'unit A is already assigned to case C1',
    })
  })

  test('offline: queued over a restart of the wall, then sent in order, each once', async () => {
    const gateway = await world()
    const dataDir = folders.take()
    const first = await start({ gateway: gateway.address, dataDir })
    await first.until(({ link }) => link.state === 'live')
    await gateway.gateway.stop()
    const ids = ['act-0001', 'act-0002', 'act-0003', 'act-0004']
    act(first.view, 'act-0001', { kind: 'dispatch', unitId: 'A' })
    act(first.view, 'act-0002', { kind: 'acknowledge', unitId: 'A' })
    act(first.view, 'act-0003', { kind: 'arrive', unitId: 'A', reason: '电台报到' })
    act(first.view, 'act-0003', { kind: 'arrive', unitId: 'A', reason: '电台报到' })
    act(first.view, 'act-0004', note('车牌豫L·12345'))
    await first.view.until((_, view) => view.replica.act.size === 4)
    expect(await first.core.health()).toMatchObject({ outbox: { queued: 4, usable: true } })
    await undo.pop()?.()
    const second = await start({ gateway: gateway.address, dataDir })
    expect([...second.view.replica.act.values()].map(({ id, state }) => [id, state])).toEqual(
      ids.map((id) => [id, 'queued']),
    )
    const again = await gateways.start({ dataDir: gateway.dataDir, listen: gateway.address })
    await second.view.until(() => ids.every((id) => answered(second.view, id)))
    expect([...second.view.replica.act.values()].map(({ state }) => state)).toEqual(ids.map(() => 'accepted'))
    for (const id of ids) expect(await factsOf(again, id)).toBe(1)
    expect(second.view.replica.act.get('act-0004')?.act).toEqual(note('车牌豫L·***45'))
  })

  test('a wall killed between sending and the answer: carried out once, and the answer comes later', async () => {
    const gateway = await world()
    const dataDir = folders.take()
    const proxy = await startHoldProxy(gateway.address)
    undo.push(() => proxy.stop())
    const sent = proxy.holdAnswerTo('act-killed')
    const script = fileURLToPath(new URL('../testing/acting-child.ts', import.meta.url))
    const child = spawn(process.execPath, [script, proxy.address, dataDir, 'act-killed', 'C1'])
    const states: string[] = []
    child.stdout.on('data', (data) => states.push(...String(data).trim().split('\n')))
    await sent
    while ((await factsOf(gateway, 'act-killed')) === 0) await new Promise((later) => setTimeout(later, 10))
    const ended = new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal)))
    child.kill('SIGKILL')
    expect(await ended).toBe('SIGKILL')
    expect(states.filter((state) => state !== 'queued')).toEqual([])
    const { view } = await start({ gateway: gateway.address, dataDir })
    await view.until(() => answered(view, 'act-killed'))
    expect(view.replica.act.get('act-killed')?.state).toBe('accepted')
    expect(await factsOf(gateway, 'act-killed')).toBe(1)
  })

  test('an answer that is lost with its connection is asked for again, and nothing is done twice', async () => {
    const gateway = await world()
    const proxy = await startHoldProxy(gateway.address)
    undo.push(() => proxy.stop())
    const { view, until } = await start({ gateway: proxy.address, dataDir: folders.take() })
    await until(({ link }) => link.state === 'live')
    const sent = proxy.holdAnswerTo('act-lost')
    act(view, 'act-lost', note('seen'))
    await sent
    while ((await factsOf(gateway, 'act-lost')) === 0) await new Promise((later) => setTimeout(later, 10))
    expect(view.replica.act.get('act-lost')?.state).toBe('queued')
    await gateway.gateway.stop()
    void proxy.holdAnswerTo('nothing at all')
    const again = await gateways.start({ dataDir: gateway.dataDir, listen: gateway.address })
    await view.until(() => answered(view, 'act-lost'))
    expect(await factsOf(again, 'act-lost')).toBe(1)
  })

  test('answered acts are history in the file, and gone from the glass after ten minutes', async () => {
    const gateway = await world()
    const dataDir = folders.take()
    const first = await start({ gateway: gateway.address, dataDir })
    await first.until(({ link }) => link.state === 'live')
    act(first.view, 'act-0001', note('one'))
    act(first.view, 'act-0002', note('two'))
    await first.view.until(() => answered(first.view, 'act-0002'))
    await undo.pop()?.()
    const file = new Database(join(dataDir, 'outbox.db'))
    file.exec("UPDATE act SET answered_ms = answered_ms - 600000, crc = NULL WHERE id = 'act-0001'")
    const second = await start({ gateway: gateway.address, dataDir })
    expect([...second.view.replica.act.keys()]).toEqual(['act-0002'])
    // Sent once more, it is still what it was: answered, and nothing is queued.
    act(second.view, 'act-0001', note('one'))
    await second.view.until((_, view) => view.replica.act.has('act-0001'))
    expect(second.view.replica.act.get('act-0001')?.state).toBe('accepted')
    expect(file.prepare('SELECT id, state FROM act ORDER BY serial').raw().all()).toEqual([
      ['act-0001', 'accepted'],
      ['act-0002', 'accepted'],
    ])
    file.close()
  })

  test('a damaged outbox is put aside whole, and said at every start while it lies there', async () => {
    const gateway = await world()
    const dataDir = folders.take()
    const damaged = 'no database at all, '.repeat(500)
    writeFileSync(join(dataDir, 'outbox.db'), damaged)
    const first = await start({ gateway: gateway.address, dataDir })
    expect((await first.core.health()).notices).toContain('outbox-quarantined')
    act(first.view, 'act-0001', note('one'))
    await first.view.until(() => answered(first.view, 'act-0001'))
    expect(first.view.replica.act.get('act-0001')?.state).toBe('accepted')
    await undo.pop()?.()
    expect(readdirSync(dataDir).filter((name) => name.startsWith('outbox.db.damaged-'))).toHaveLength(1)
    const second = await start({ gateway: gateway.address, dataDir })
    expect((await second.core.health()).notices).toContain('outbox-quarantined')
  })

  test('what cannot be written down is refused with the reason, never sent, and taken when it can', async () => {
    const gateway = await world()
    const dataDir = folders.take()
    const { view, core, until } = await start({ gateway: gateway.address, dataDir })
    await until(({ link }) => link.state === 'live')
    const blocker = new Database(join(dataDir, 'outbox.db'))
    blocker.exec('BEGIN IMMEDIATE')
    act(view, 'act-0001', note('one'))
    await view.until(() => answered(view, 'act-0001'))
    expect(view.replica.act.get('act-0001')).toMatchObject({
      state: 'refused',
      reason: expect.stringMatching(/^Not sent: The file .* is in use by another program/),
      coded: { code: 'outbox-failed', parts: {} },
    })
    expect(await core.health()).toMatchObject({
      link: { state: 'live' },
      outbox: { usable: false },
      notices: ['outbox-failed'],
    })
    blocker.close()
    act(view, 'act-0002', note('two'))
    await view.until(() => answered(view, 'act-0002'))
    expect(view.replica.act.get('act-0002')?.state).toBe('accepted')
    expect((await core.health()).notices).toEqual([])
    expect(await factsOf(gateway, 'act-0001')).toBe(0)
    // The same act again is the same person who insists.
    act(view, 'act-0001', note('one'))
    await view.until(() => view.replica.act.get('act-0001')?.state === 'accepted')
    expect(await factsOf(gateway, 'act-0001')).toBe(1)
  })

  test('an outbox of a newer program is refused in words, and stays as it is', async () => {
    const dataDir = folders.take()
    const path = join(dataDir, 'outbox.db')
    const file = new Database(path)
    file.pragma('user_version = 9990')
    file.close()
    const { core } = makeCore({ gateway: '127.0.0.1:1', dataDir })
    await expect(core.start()).rejects.toThrow('Start the newer program')
    expect(existsSync(path)).toBe(true)
    expect(readdirSync(dataDir).filter((name) => name.includes('damaged'))).toEqual([])
  })

  test('the order is that of the person, whatever the gateway does meanwhile', async () => {
    const gateway = await world()
    const { view, until } = await start({ gateway: gateway.address, dataDir: folders.take() })
    await until(({ link }) => link.state === 'live')
    const ids = Array.from({ length: 40 }, (_, index) => `act-${String(index).padStart(4, '0')}`)
    for (const id of ids) act(view, id, note(id))
    await view.until(() => ids.every((id) => answered(view, id)))
    const watched = gateway.client.watch()
    const messages = await watched.until((all) => all.some((message) => message.bookmark))
    watched.cancel()
    const facts = messages
      .flatMap((message) => message.snapshot?.changes ?? [])
      .flatMap((change) => (change.case?.id === 'C1' ? change.case.facts : []))
    expect(facts.filter((fact) => fact.note !== '').map((fact) => fact.note)).toEqual(ids)
  })
})
