import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { FactType, Outcome } from '../proto/gen/wall/v1/case.ts'
import { makeGatewayBench } from '../gateway/testing/gateway-bench.ts'
import { aFact, aRecord, caseRecord } from '../gateway/testing/records.ts'
import { systemClock } from './system-clock.ts'
import { makeCore, type RunningCore } from './testing/core-bench.ts'
import { TestView } from './testing/memory-port.ts'
import { dispatchedCase, quickPolicy } from '../gateway/testing/quick-case-records.ts'
import { makeTempFolders } from './testing/temp-folder.ts'
import { at } from './testing/wire.ts'

const OUTAGE_MS = 20_000
const DISPATCHED_BEFORE_MS = 5_000

const gateways = makeGatewayBench()
const folders = makeTempFolders()
const cores: RunningCore[] = []
afterEach(async () => {
  for (const { core } of cores.splice(0)) await core.stop()
  await gateways.clear()
  folders.clear()
})

const policy = quickPolicy(2_000)

function handledAt(caseId: string, atMs: number) {
  const fact = aFact('handled', FactType.FACT_TYPE_HANDLED, {
    at: at(atMs),
    unitId: 'u1',
    byOfficer: true,
    evidenceCount: 1,
    outcome: Outcome.OUTCOME_EDUCATED,
  })
  return aRecord(`handled-${caseId}`, { caseFact: { caseId, fact } })
}

async function start(gateway: string, dataDir: string): Promise<RunningCore & { view: TestView }> {
  const running = makeCore({ gateway, dataDir })
  cores.push(running)
  await running.core.start()
  const view = new TestView()
  running.core.attach(view.port)
  view.attach()
  return { ...running, view }
}

/** The wall is switched off, and was cut off for a while before. */
async function cutOff(running: RunningCore, dataDir: string, sql: string): Promise<void> {
  cores.splice(cores.indexOf(running), 1)
  await running.core.stop()
  const file = new Database(join(dataDir, 'cache.db'))
  file.exec(`UPDATE position SET server_ms = server_ms - ${OUTAGE_MS}, wall_ms = wall_ms - ${OUTAGE_MS}`)
  file.exec(sql)
  file.close()
}

test.for([
  ['a resume', ''],
  ['a list', "UPDATE position SET epoch = 'another'"],
] as const)(
  'after an outage that ends with %s, one card tells it, and presumed breaches are corrected',
  async ([, sql]) => {
    const gateway = await gateways.start()
    const dispatchMs = systemClock.wallMs() - DISPATCHED_BEFORE_MS
    await gateway.client.publish([
      policy,
      dispatchedCase('kept', dispatchMs),
      dispatchedCase('broken', dispatchMs),
    ])
    const dataDir = folders.take()
    const first = await start(gateway.address, dataDir)
    await first.until(({ link, counts }) => link.state === 'live' && counts.case === 2)
    expect(first.view.replica.darkReport.size).toBe(0)
    const running = cores[0]
    if (running !== undefined) await cutOff(running, dataDir, sql)
    await gateway.client.publish([handledAt('kept', dispatchMs + 1_000), caseRecord('new')])
    const { view } = await start(gateway.address, dataDir)
    await view.until(() => view.replica.darkReport.size > 0)
    const [report, ...more] = [...view.replica.darkReport.values()]
    expect(more).toEqual([])
    expect(report).toMatchObject({
      newCount: 1,
      closedCount: 0,
      lateCount: 1,
      confirmedCount: 1,
      rescindedCount: 1,
    })
    expect((report?.toMs ?? 0) - (report?.fromMs ?? 0)).toBeGreaterThanOrEqual(OUTAGE_MS)
    const verdictsOf = (id: string) =>
      view.replica.case.get(id)?.corrections?.map(({ kind, to }) => [kind, to])
    expect(verdictsOf('kept')).toEqual([['handle', 'met']])
    expect(verdictsOf('broken')).toEqual([['handle', 'breached']])
    expect(verdictsOf('new')).toBeUndefined()
  },
)

test('the card and the corrections of an outage survive a restart of the core, for as long as they are shown', async () => {
  const { gateway, address, client } = await gateways.start()
  const dispatchMs = systemClock.wallMs() - DISPATCHED_BEFORE_MS
  await client.publish([policy, dispatchedCase('kept', dispatchMs)])
  const dataDir = folders.take()
  const first = await start(address, dataDir)
  await first.until(({ link, counts }) => link.state === 'live' && counts.case === 1)
  const running = cores[0]
  if (running !== undefined) await cutOff(running, dataDir, '')
  await client.publish([handledAt('kept', dispatchMs + 1_000)])
  const second = await start(address, dataDir)
  await second.view.until(() => second.view.replica.darkReport.size > 0)
  const reports = [...second.view.replica.darkReport.values()]
  const corrections = second.view.replica.case.get('kept')?.corrections
  expect(corrections).toMatchObject([{ kind: 'handle', to: 'met' }])
  await gateway.stop()
  cores.pop()
  await second.core.stop()
  const third = await start(address, dataDir)
  expect([...third.view.replica.darkReport.values()]).toEqual(reports)
  expect(third.view.replica.case.get('kept')?.corrections).toEqual(corrections)
})

test('a breach that was certain and is taken back by a late fact is corrected and logged', async () => {
  const gateway = await gateways.start()
  const dispatchMs = systemClock.wallMs() - DISPATCHED_BEFORE_MS
  await gateway.client.publish([
    policy,
    dispatchedCase('late', dispatchMs),
    dispatchedCase('other', dispatchMs),
  ])
  const { view, until, log } = await start(gateway.address, folders.take())
  await until(({ link, counts }) => link.state === 'live' && counts.case === 2)
  await gateway.client.publish([
    handledAt('late', dispatchMs + 1_000),
    handledAt('other', dispatchMs + 3_000),
  ])
  await view.until(() => view.replica.case.get('late')?.corrections !== undefined)
  expect(view.replica.case.get('late')?.corrections).toMatchObject([
    { kind: 'handle', to: 'met', certain: true },
  ])
  expect(view.replica.case.get('other')).not.toHaveProperty('corrections')
  expect(log.join()).toContain('a clock was corrected')
})

test('a short break is no outage, and the first load of a wall is none either', async () => {
  const gateway = await gateways.start()
  await gateway.client.publish([caseRecord('a')])
  const { view, until } = await start(gateway.address, folders.take())
  await until(({ link }) => link.state === 'live')
  await gateway.gateway.stop()
  await until(({ link }) => link.state !== 'live')
  await gateways.start({ dataDir: gateway.dataDir, listen: gateway.address })
  await until(({ link }) => link.state === 'live')
  const seen = view.messages.length
  await view.until(() => view.messages.length > seen + 1)
  expect(view.replica.darkReport.size).toBe(0)
})

test('proof of life comes the whole way, and is nowhere on the glass', async () => {
  const gateway = await gateways.start({ proofOfLife: true })
  await gateway.client.publish([caseRecord('a')])
  const dataDir = folders.take()
  const { view, core, until } = await start(gateway.address, dataDir)
  await until(({ link, counts }) => link.state === 'live' && counts.case === 1)
  const message = await view.until((last) => 'time' in last && last.proof !== undefined)
  const proof = 'time' in message ? message.proof : undefined
  expect(proof?.storedMs).toBeGreaterThanOrEqual((proof?.emittedMs ?? 0) - 1_000)
  expect([...view.replica.case.keys()]).toEqual(['a'])
  const health = await core.health()
  expect(health).toMatchObject({ counts: { case: 1 }, status: 'ok' })
  expect(health.proofAgeMs).toBeGreaterThanOrEqual(0)
  const file = new Database(join(dataDir, 'cache.db'), { readonly: true })
  expect(file.prepare("SELECT id FROM resource WHERE kind = 'case' ORDER BY id").pluck().all()).toEqual([
    'a',
    'proof-of-life',
  ])
  file.close()
})
