import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { samplePack, samplePost } from '../../domain/event/testing/sample-pack.ts'
import type { EventPack } from '../../domain/event/event-pack.ts'
import type { EventItem } from '../../domain/view/event-item.ts'
import { FactType, ResponseClass } from '../../proto/gen/wall/v1/case.ts'
import { SlaPolicy } from '../../proto/gen/wall/v1/policy.ts'
import { makeGatewayBench } from '../../gateway/testing/gateway-bench.ts'
import { aFact, aRecord, caseRecord } from '../../gateway/testing/records.ts'
import { systemClock } from '../system-clock.ts'
import { makeCore, type RunningCore } from '../testing/core-bench.ts'
import { makeEventBench, type EventBench } from '../testing/event-bench.ts'
import { TestView } from '../testing/memory-port.ts'
import { makeTempFolders } from '../testing/temp-folder.ts'
import { at } from '../testing/wire.ts'

/** Nobody listens there. */
const NOWHERE = '127.0.0.1:9'
const HOUR_MS = 3_600_000

const gateways = makeGatewayBench()
const folders = makeTempFolders()
const cores: RunningCore[] = []
afterEach(async () => {
  for (const { core } of cores.splice(0)) await core.stop()
  await gateways.clear()
  folders.clear()
})

type Setup = Omit<Parameters<typeof makeCore>[0], 'gateway'> & { readonly gateway?: string }

async function start(setup: Setup): Promise<RunningCore & { readonly view: TestView }> {
  const running = makeCore({ gateway: NOWHERE, ...setup })
  cores.push(running)
  await running.core.start()
  return { ...running, view: attach(running.core, 'seat-1') }
}

function attach(core: RunningCore['core'], seat: string): TestView {
  const view = new TestView()
  core.attach(view.port)
  view.attach(undefined, { viewId: `page of ${seat}`, seat })
  return view
}

async function stop({ core }: RunningCore): Promise<void> {
  cores.splice(
    cores.findIndex((one) => one.core === core),
    1,
  )
  await core.stop()
}

function bench(): EventBench & { readonly setup: Setup } {
  const dataDir = folders.take()
  const events = makeEventBench(folders.take())
  const { eventsDir, eventKeysDir } = events
  return { ...events, setup: { dataDir, eventsDir, eventKeysDir } }
}

const eventOf = (view: TestView, id = 'sample'): EventItem | undefined => view.replica.event.get(id)
const activate = (view: TestView, eventId = 'sample') => view.ask({ kind: 'event-activate', eventId })
const rollBack = (view: TestView, eventId = 'sample') => view.ask({ kind: 'event-roll-back', eventId })
const tick = (view: TestView, itemId: string, done = true) =>
  view.ask({ kind: 'event-tick', eventId: 'sample', checklistId: 'doors-list', itemId, done })

describe('event desk', () => {
  test('a cold machine without network: pack, preflight, active event, ticks', async () => {
    const { put, setup } = bench()
    put('sample.json')
    const { view } = await start(setup)
    expect(eventOf(view)).toMatchObject({ state: 'checked', signedBy: 'tester', problems: [] })
    const missing = eventOf(view)?.preflight.find(({ check }) => check === 'posts-on-platform')
    expect(missing).toEqual({
      check: 'posts-on-platform',
      state: 'missing',
      done: 0,
      total: 2,
      missing: ['north', 'south'],
    })
    const answer = await activate(view)
    expect(answer).toMatchObject({ accepted: true })
    expect(answer.note).toContain('posts-on-platform 0/2')
    expect(answer.coded?.code).toBe('preflight-open')
    expect(answer.coded?.parts['checks']).toContain('posts-on-platform 0/2')
    expect(await tick(view, 'sweep')).toEqual({ accepted: true })
    expect(eventOf(view)).toMatchObject({
      state: 'active',
      activated: { by: 'seat-1' },
      ticks: { 'doors-list/sweep': { by: 'seat-1' } },
    })
  })

  test('what is active survives a restart, though its file is gone; rolled back, it is gone as well', async () => {
    const { put, eventsDir, setup } = bench()
    put('sample.json')
    const first = await start(setup)
    await activate(first.view)
    await tick(first.view, 'gate')
    await stop(first)
    rmSync(join(eventsDir, 'sample.json'))
    const second = await start(setup)
    const item = eventOf(second.view)
    expect(item).toMatchObject({ state: 'active', ticks: { 'doors-list/gate': { by: 'seat-1' } } })
    expect(item?.problems).toEqual([{ code: 'pack-gone', place: [], parts: {} }])
    expect(item?.pack).toEqual(samplePack())
    expect(await rollBack(second.view)).toEqual({ accepted: true })
    expect(eventOf(second.view)).toBeUndefined()
  })

  test('what cannot be written down is not done, and says so', async () => {
    const { put, setup } = bench()
    put('sample.json')
    mkdirSync(join(setup.dataDir, 'events.db'))
    const { view } = await start(setup)
    const answer = await activate(view)
    expect(answer).toMatchObject({ accepted: false, coded: { code: 'not-written' } })
    expect(answer.refusal).toContain('could not be written down')
    expect(eventOf(view)?.state).toBe('checked')
  })

  test('a pack that was tampered with is refused, with a sentence, and cannot be activated', async () => {
    const { put, sign, eventsDir, setup } = bench()
    put('other.json', samplePack({ id: 'other' }))
    const text = sign(samplePack()).replace('"requiredOfficers": 4', '"requiredOfficers": 1')
    writeFileSync(join(eventsDir, 'sample.json'), text)
    const { view } = await start(setup)
    expect(eventOf(view, 'file:sample.json')).toMatchObject({ state: 'refused', preflight: [] })
    const answer = await activate(view, 'file:sample.json')
    expect(answer.refusal).toContain('changed afterwards')
    expect(answer.coded).toEqual({ code: 'event-refused', parts: { file: 'sample.json', count: '1' } })
    expect(eventOf(view, 'other')?.state).toBe('checked')
  })

  test('one event at a time, and nothing to roll back or to tick without one', async () => {
    const { put, setup } = bench()
    put('a.json')
    put('b.json', samplePack({ id: 'other', name: 'the other' }))
    const { core, view } = await start(setup)
    const colleague = attach(core, 'seat-2')
    const early = await rollBack(view)
    expect(early.refusal).toContain('nothing to roll back')
    expect(early.coded?.code).toBe('event-not-active')
    expect((await tick(view, 'sweep')).refusal).toContain('not active')
    const [first, second] = await Promise.all([activate(view, 'other'), activate(colleague)])
    expect([first.accepted, second.accepted]).toEqual([true, false])
    expect(second.refusal).toContain('"the other" is active. Roll it back first')
    expect(second.coded).toEqual({ code: 'event-other-active', parts: { event: 'other' } })
    const third = await activate(view, 'other')
    expect(third.refusal).toContain('active already')
    expect(third.coded?.code).toBe('event-active')
    const fourth = await activate(view, 'none')
    expect(fourth.refusal).toContain('no event "none"')
    expect(fourth.coded?.code).toBe('event-unknown')
  })

  test('whoever ticked first stays named; a tick can be taken back; an unknown item is refused', async () => {
    const { put, setup } = bench()
    put('sample.json')
    const { core, view } = await start(setup)
    await activate(view)
    await tick(view, 'sweep')
    const colleague = attach(core, 'seat-2')
    expect(await tick(colleague, 'sweep')).toEqual({ accepted: true })
    expect(eventOf(view)?.ticks['doors-list/sweep']?.by).toBe('seat-1')
    await tick(view, 'sweep', false)
    expect(eventOf(view)?.ticks).toEqual({})
    const unknown = await tick(view, 'nothing')
    expect(unknown.refusal).toContain('no item "doors-list/nothing"')
    expect(unknown.coded).toEqual({ code: 'event-item-unknown', parts: { item: 'doors-list/nothing' } })
  })

  test('a changed file is noticed while the wall runs; the active event stays as it was', async () => {
    const { put, setup } = bench()
    const { view } = await start(setup)
    expect(view.replica.event.size).toBe(0)
    put('sample.json')
    await view.until(() => eventOf(view) !== undefined)
    await activate(view)
    put('sample.json', samplePack({ version: 2, posts: [samplePost('only', 'P-9')] }))
    await view.until(() => (eventOf(view)?.problems.length ?? 0) > 0)
    expect(eventOf(view)?.problems).toEqual([
      { code: 'pack-differs', place: [], parts: { version: '2', active: '1' } },
    ])
    expect(eventOf(view)?.pack?.posts).toHaveLength(2)
  })
})

const policy = aRecord('policy', {
  slaPolicy: {
    ...SlaPolicy.decode(new Uint8Array()),
    id: 'quick',
    version: 1,
    effectiveFrom: at(1_000),
    responseClass: ResponseClass.RESPONSE_CLASS_QUICK,
    arriveLimit: { seconds: 300, nanos: 0 },
    handleLimit: { seconds: 600, nanos: 0 },
    graceLimit: { seconds: 600, nanos: 0 },
    handleOrigin: 1,
    atRiskPercent: 80,
    fixRadiusM: 50,
    fixAccuracyM: 30,
    fixCount: 2,
    buttonRadiusM: 150,
    evidenceRequired: 1,
    pauseMax: { seconds: 60, nanos: 0 },
    pauseMaxCount: 1,
    extensionMaxCount: 1,
    deviceOffsetMax: { seconds: 5, nanos: 0 },
  },
})

function dispatched(id: string, dispatchMs: number, lat = 45.737) {
  const facts = [
    aFact('reported', FactType.FACT_TYPE_REPORTED, { at: at(dispatchMs - 2) }),
    aFact('registered', FactType.FACT_TYPE_REGISTERED, { at: at(dispatchMs - 1) }),
    aFact('dispatched', FactType.FACT_TYPE_DISPATCHED, { at: at(dispatchMs), unitId: 'u1' }),
  ]
  const position = { lat, lon: 126.694 }
  return caseRecord(id, { facts, position, responseClass: ResponseClass.RESPONSE_CLASS_QUICK })
}

/** The sample, with its doors open at this moment. */
function packOfNow(): EventPack {
  const nowMs = systemClock.wallMs()
  const phase = { id: 'doors', kind: 'doors', name: 'doors', nameEn: 'doors' } as const
  return samplePack({
    startMs: nowMs - HOUR_MS,
    endMs: nowMs + HOUR_MS,
    phases: [{ ...phase, startMs: nowMs - HOUR_MS, endMs: nowMs + HOUR_MS }],
  })
}

describe('with a real gateway', () => {
  test('limits hold for what is dispatched in the zone from the activation on, and a roll-back takes them all back', async () => {
    const { put, setup } = bench()
    put('sample.json', packOfNow())
    const { client, address } = await gateways.start()
    await client.publish([policy, dispatched('before', systemClock.wallMs() - 1_000)])
    const running = await start({ ...setup, gateway: address })
    const { view } = running
    const limitOf = (id: string) => view.replica.case.get(id)?.clocks.map(({ limitMs }) => limitMs / 1000)
    await view.until(() => limitOf('before') !== undefined)
    await activate(view)
    const nowMs = systemClock.wallMs() + 50
    await client.publish([dispatched('inside', nowMs), dispatched('outside', nowMs, 45.8)])
    await view.until(() => limitOf('outside') !== undefined)
    expect(['before', 'inside', 'outside'].map(limitOf)).toEqual([
      [300, 600],
      [180, 480],
      [300, 600],
    ])
    await stop(running)
    const again = await start({ ...setup, gateway: NOWHERE })
    const shown = (id: string) => again.view.replica.case.get(id)?.clocks[0]
    expect(shown('inside')).toMatchObject({ limitMs: 180_000, profileId: 'inner-doors' })
    await rollBack(again.view)
    expect(shown('inside')).toMatchObject({ limitMs: 300_000 })
    expect(shown('inside')).not.toHaveProperty('profileId')
  })

  test('the opening night in Harbin finds its posts, its roster and its places on the platform', async () => {
    const { address } = await gateways.start({ scenario: 'harbin-games', seed: 1, speed: 1 })
    const running = await start({ dataDir: folders.take(), gateway: address })
    const ready = () =>
      eventOf(running.view, 'harbin-2025-opening')
        ?.preflight.filter(({ state }) => state === 'ready')
        .map(({ check, total }) => [check, total])
    await running.view.until(() => ready()?.some(([check]) => check === 'posts-rostered') === true)
    expect(ready()).toEqual(
      expect.arrayContaining([
        ['signature', 1],
        ['base-map', 90],
        ['posts-on-platform', 80],
        ['posts-rostered', 80],
        ['posts-placed', 80],
        ['districts', 9],
        ['checklists', 6],
        ['profiles', 9],
      ]),
    )
  }, 60_000)
})
