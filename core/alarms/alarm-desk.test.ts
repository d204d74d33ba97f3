import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { FactType, Outcome, ResponseClass } from '../../proto/gen/wall/v1/case.ts'
import { SlaPolicy } from '../../proto/gen/wall/v1/policy.ts'
import { makeGatewayBench } from '../../gateway/testing/gateway-bench.ts'
import { aFact, aRecord, caseRecord } from '../../gateway/testing/records.ts'
import type { AlarmItem } from '../../domain/view/alarm-item.ts'
import { PROTOCOL } from '../../domain/view/contract.ts'
import { systemClock } from '../system-clock.ts'
import { makeCore } from '../testing/core-bench.ts'
import { TestView } from '../testing/memory-port.ts'
import { makeTempFolders } from '../testing/temp-folder.ts'
import { at } from '../testing/wire.ts'

const gateways = makeGatewayBench()
const folders = makeTempFolders()
const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
  await gateways.clear()
  folders.clear()
})

/** Whole walls are started here, each with three threads. */
const SLOW_MS = 60_000

/** Two seconds to handle: the shortest way to a breach. */
const policy = aRecord('policy', {
  slaPolicy: {
    ...SlaPolicy.decode(new Uint8Array()),
    id: 'quick',
    version: 1,
    effectiveFrom: at(1_000),
    responseClass: ResponseClass.RESPONSE_CLASS_QUICK,
    arriveLimit: { seconds: 600, nanos: 0 },
    handleLimit: { seconds: 2, nanos: 0 },
    graceLimit: { seconds: 60, nanos: 0 },
    handleOrigin: 1,
    atRiskPercent: 80,
    evidenceRequired: 1,
    pauseMax: { seconds: 60, nanos: 0 },
    deviceOffsetMax: { seconds: 5, nanos: 0 },
  },
})

function dispatched(id: string) {
  const dispatchMs = systemClock.wallMs()
  const facts = [
    aFact('reported', FactType.FACT_TYPE_REPORTED, { at: at(dispatchMs - 2) }),
    aFact('registered', FactType.FACT_TYPE_REGISTERED, { at: at(dispatchMs - 1) }),
    aFact('dispatched', FactType.FACT_TYPE_DISPATCHED, { at: at(dispatchMs), unitId: 'u1' }),
  ]
  return caseRecord(id, { facts, responseClass: ResponseClass.RESPONSE_CLASS_QUICK })
}

function handled(caseId: string) {
  const fact = aFact('handled', FactType.FACT_TYPE_HANDLED, {
    at: at(systemClock.wallMs()),
    unitId: 'u1',
    byOfficer: true,
    evidenceCount: 1,
    outcome: Outcome.OUTCOME_EDUCATED,
  })
  return aRecord(`handled-${caseId}`, { caseFact: { caseId, fact } })
}

async function wall(gateway: string, dataDir: string) {
  const running = makeCore({ gateway, dataDir })
  await running.core.start()
  const stop = (): Promise<void> => running.core.stop()
  undo.push(stop)
  const seats = ['坐席一', '坐席二'].map((seat) => {
    const view = new TestView()
    running.core.attach(view.port)
    view.attach(PROTOCOL, { viewId: seat, seat, displayId: 'main' })
    return view
  })
  const [first, second] = seats
  if (first === undefined || second === undefined) throw new Error('two seats')
  return { ...running, first, second, stop: () => (undo.splice(undo.indexOf(stop), 1), stop()) }
}

const breachOf = (view: TestView, caseId: string): AlarmItem | undefined =>
  [...view.replica.alarm.values()].find((one) => one.caseId === caseId && one.kind === 'handle-breach')

const quality = (view: TestView) => view.replica.alarmQuality.get('alarm-quality')

test(
  'a breach is on the glass; the first to take it wins, the second is told; a restart forgets nothing',
  async () => {
    const gateway = await gateways.start()
    await gateway.client.publish([policy, dispatched('C1'), dispatched('C2')])
    const dataDir = folders.take()
    const run = await wall(gateway.address, dataDir)
    const { first, second } = run
    await first.until((_, view) => breachOf(view, 'C1') !== undefined && breachOf(view, 'C2') !== undefined)
    const [taken, aside] = [breachOf(first, 'C1'), breachOf(first, 'C2')]
    if (taken === undefined || aside === undefined) throw new Error('two breaches')
    expect(taken).toMatchObject({ priority: 'high', state: 'unacknowledged', presumed: false })

    expect(await first.ask({ kind: 'alarm-acknowledge', alarmIds: [taken.id] })).toEqual({ accepted: true })
    await second.until((_, view) => breachOf(view, 'C1')?.state === 'acknowledged')
    const late = await second.ask({ kind: 'alarm-acknowledge', alarmIds: [taken.id] })
    expect(late).toMatchObject({ accepted: false })
    expect(late.refusal).toMatch(/^坐席一 acknowledged it first, at \d\d:\d\d:\d\d\.$/)
    const at: unknown = expect.stringMatching(/^\d{13}$/)
    expect(late.coded).toEqual({ code: 'alarm-taken', parts: { by: '坐席一', at } })
    expect(await second.ask({ kind: 'alarm-acknowledge', alarmIds: ['none'] })).toMatchObject({
      accepted: false,
    })

    const shelve = { kind: 'alarm-shelve', alarmId: aside.id, durationMs: 3_600_000 } as const
    expect((await second.ask({ ...shelve, reason: ' ' })).refusal).toMatch(/why/)
    const tooLong = await second.ask({ ...shelve, reason: '演练', durationMs: 9 * 3_600_000 })
    expect(tooLong.refusal).toMatch(/8 hours/)
    expect(tooLong.coded).toEqual({ code: 'shelf-too-long', parts: { hours: '8' } })
    expect(await second.ask({ ...shelve, reason: '演练' })).toEqual({ accepted: true })
    expect(await first.ask({ kind: 'alarm-assign', alarmId: taken.id, person: '值班长' })).toEqual({
      accepted: true,
    })
    await first.until((_, view) => quality(view)?.shelvedCount === 1)
    const announced = quality(first)?.lastDayCount ?? 0
    expect(announced).toBeGreaterThanOrEqual(2)
    await run.stop()

    const again = await wall(gateway.address, dataDir)
    await again.first.until((_, view) => quality(view)?.lastDayCount === announced)
    expect(breachOf(again.first, 'C1')).toMatchObject({
      state: 'acknowledged',
      acknowledged: { by: '坐席一' },
      assignedTo: '值班长',
      announcedMs: taken.announcedMs,
    })
    expect(breachOf(again.first, 'C2')).toMatchObject({
      state: 'shelved',
      shelved: { by: '坐席二', reason: '演练' },
    })
    expect(await again.first.ask({ kind: 'alarm-unshelve', alarmId: aside.id })).toEqual({ accepted: true })
    await again.first.until((_, view) => breachOf(view, 'C2')?.state === 'unacknowledged')
    await gateway.client.publish([handled('C1'), handled('C2')])
    await again.first.until((_, view) => breachOf(view, 'C2')?.state === 'returned')
    expect(breachOf(again.first, 'C1')).toBeUndefined()
    expect(await again.second.ask({ kind: 'alarm-acknowledge', alarmIds: [aside.id] })).toEqual({
      accepted: true,
    })
    // It went with that; whoever comes a moment later is told all the same.
    const tooLate = await again.first.ask({ kind: 'alarm-acknowledge', alarmIds: [aside.id] })
    expect(tooLate.refusal).toMatch(/^坐席二 acknowledged it first/)
    await again.stop()

    const file = new Database(join(dataDir, 'alarms.db'), { readonly: true })
    const acts = file.prepare(
      'SELECT word, person, display_id FROM entry WHERE person IS NOT NULL ORDER BY serial',
    )
    expect(acts.raw().all()).toEqual([
      ['acknowledged', '坐席一', 'main'],
      ['shelved', '坐席二', 'main'],
      ['assigned', '坐席一', 'main'],
      ['unshelved', '坐席一', 'main'],
      ['acknowledged', '坐席二', 'main'],
    ])
    file.close()
  },
  SLOW_MS,
)

test(
  'a damaged journal is put aside and begun anew',
  async () => {
    const gateway = await gateways.start()
    await gateway.client.publish([policy, dispatched('C1')])
    const dataDir = folders.take()
    writeFileSync(join(dataDir, 'alarms.db'), 'no database at all, '.repeat(500))
    const run = await wall(gateway.address, dataDir)
    await run.first.until((_, view) => breachOf(view, 'C1') !== undefined)
    expect((await run.core.health()).notices).not.toContain('alarm-journal-failed')
  },
  SLOW_MS,
)

test(
  'a journal in use by another program is said on the glass, and alarms are taken all the same',
  async () => {
    const gateway = await gateways.start()
    await gateway.client.publish([policy, dispatched('C1')])
    const dataDir = folders.take()
    const blocker = new Database(join(dataDir, 'alarms.db.lock'))
    blocker.exec('BEGIN EXCLUSIVE')
    const blocked = await wall(gateway.address, dataDir)
    await blocked.first.until((_, view) => breachOf(view, 'C1') !== undefined)
    const alarmIds = [breachOf(blocked.first, 'C1')?.id ?? '']
    expect(await blocked.first.ask({ kind: 'alarm-acknowledge', alarmIds })).toEqual({ accepted: true })
    expect((await blocked.core.health()).notices).toContain('alarm-journal-failed')
    blocker.close()
  },
  SLOW_MS,
)

test(
  'a restart long after: what broke meanwhile is listed, and not announced',
  async () => {
    const gateway = await gateways.start()
    const dispatchMs = systemClock.wallMs() - 300_000
    const facts = [
      aFact('reported', FactType.FACT_TYPE_REPORTED, { at: at(dispatchMs - 2) }),
      aFact('dispatched', FactType.FACT_TYPE_DISPATCHED, { at: at(dispatchMs), unitId: 'u1' }),
    ]
    await gateway.client.publish([
      policy,
      caseRecord('old', { facts, responseClass: ResponseClass.RESPONSE_CLASS_QUICK }),
    ])
    const { first } = await wall(gateway.address, folders.take())
    await first.until((_, view) => breachOf(view, 'old') !== undefined && quality(view) !== undefined)
    expect(breachOf(first, 'old')).toMatchObject({ quiet: true, state: 'unacknowledged' })
    expect(quality(first)).toMatchObject({ last10MinCount: 0, lastDayCount: 0 })
  },
  SLOW_MS,
)
