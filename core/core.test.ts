import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, test } from 'vitest'
import type { HostMessage } from '../domain/view/contract.ts'
import { makeGatewayBench } from '../gateway/testing/gateway-bench.ts'
import { caseRecord, unitRecord } from '../gateway/testing/records.ts'
import { systemClock } from './system-clock.ts'
import { makeCore, type RunningCore } from './testing/core-bench.ts'
import { TestView } from './testing/memory-port.ts'
import { makeTempFolders } from './testing/temp-folder.ts'

const NOWHERE = '127.0.0.1:1'

const gateways = makeGatewayBench()
const folders = makeTempFolders()
const cores: RunningCore[] = []
afterEach(async () => {
  for (const { core } of cores.splice(0)) await core.stop()
  await gateways.clear()
  folders.clear()
})

async function start(setup: Parameters<typeof makeCore>[0]): Promise<RunningCore> {
  const running = makeCore(setup)
  cores.push(running)
  await running.core.start()
  return running
}

async function stop(running: RunningCore): Promise<void> {
  cores.splice(cores.indexOf(running), 1)
  await running.core.stop()
}

function attach({ core }: RunningCore): TestView {
  const view = new TestView()
  core.attach(view.port)
  view.attach()
  return view
}

/** A real gateway with this many units, and a folder whose cache holds all of them. */
async function cached(count: number) {
  const gateway = await gateways.start()
  await publishUnits(gateway.client, count, 1)
  const dataDir = folders.take()
  const running = await start({ gateway: gateway.address, dataDir })
  await running.until(({ link, revision }) => link.state === 'live' && revision === count)
  await stop(running)
  return { gateway, dataDir }
}

type Client = Awaited<ReturnType<typeof gateways.start>>['client']

async function publishUnits(client: Client, count: number, serial: number): Promise<void> {
  await client.publish(Array.from({ length: count }, (_, index) => unitRecord(`u${index}`, serial)))
}

function linkOf(message: HostMessage | undefined) {
  return message === undefined || !('link' in message) ? undefined : message.link
}

describe('core', () => {
  test('I4: after a restart without network the first word to a view is the cache and its age', async () => {
    const { gateway, dataDir } = await cached(40)
    await gateway.gateway.stop()
    const running = await start({ gateway: gateway.address, dataDir })
    const view = attach(running)
    expect(view.messages[0]).toMatchObject({
      type: 'world',
      link: { state: 'offline', revision: 40, epoch: gateway.epoch },
    })
    expect(view.replica.unit.size).toBe(40)
    const { asOfMs = 0 } = linkOf(view.messages[0]) ?? {}
    expect(Math.abs(systemClock.wallMs() - asOfMs)).toBeLessThan(60_000)
  })

  test('I7: without the gateway the age grows, and the state says so in every message', async () => {
    const { gateway, dataDir } = await cached(3)
    await gateway.gateway.stop()
    const running = await start({ gateway: gateway.address, dataDir })
    const view = attach(running)
    await view.until(() => view.messages.length >= 3)
    const ages = view.messages.map((message) => {
      if (!('link' in message)) throw new Error('refused')
      expect(message.link.state).toBe('offline')
      return message.time.serverMs - (message.link.asOfMs ?? 0)
    })
    expect(ages.at(-1)).toBeGreaterThan(ages[0] ?? 0)
    expect((await running.until(({ link }) => link.attempt > 0)).link.problem).toBe('unreachable')
  })

  test('what was never loaded has no numbers', async () => {
    const running = await start({ gateway: NOWHERE, dataDir: folders.take() })
    const view = attach(running)
    await view.until(() => view.messages.length >= 3)
    expect(view.replica.indicator.size).toBe(0)
    expect(view.messages.map((message) => linkOf(message)?.asOfMs)).toEqual([undefined, undefined, undefined])
    expect(await running.core.health()).toMatchObject({
      status: 'degraded',
      link: { state: 'offline', bookmarkAgeMs: -1 },
      clock: { uncertaintyMs: -1 },
    })
  })

  test('I8: what a view is shown is in the file already', async () => {
    const gateway = await gateways.start()
    const dataDir = folders.take()
    const running = await start({ gateway: gateway.address, dataDir })
    await running.until(({ link }) => link.state === 'live')
    const file = new Database(join(dataDir, 'cache.db'), { readonly: true })
    const view = new TestView()
    let compared = 0
    view.onMessage = (message) => {
      if (!('delta' in message)) return
      for (const unit of message.delta.upserts.unit ?? []) {
        const body = String(
          file.prepare("SELECT body FROM resource WHERE kind = 'unit' AND id = ?").pluck().get(unit.id),
        )
        expect(serialOf(JSON.parse(body).name)).toBeGreaterThanOrEqual(serialOf(unit.name))
        compared++
      }
      const revision = Number(file.prepare('SELECT revision FROM position').pluck().get())
      expect(revision).toBeGreaterThanOrEqual(message.link.revision)
    }
    running.core.attach(view.port)
    view.attach()
    for (let serial = 1; serial <= 20; serial++) await publishUnits(gateway.client, 30, serial)
    await view.until((message) => linkOf(message)?.revision === 600)
    file.close()
    expect(compared).toBeGreaterThanOrEqual(30)
  })

  test('I3: a list that takes the place of everything is never seen by halves', async () => {
    const gateway = await gateways.start({ retain: 20 })
    await publishUnits(gateway.client, 400, 1)
    const dataDir = folders.take()
    const first = await start({ gateway: gateway.address, dataDir })
    await first.until(({ revision }) => revision === 400)
    await stop(first)
    for (let serial = 2; serial < 12; serial++) await publishUnits(gateway.client, 400, serial)
    const running = await start({ gateway: gateway.address, dataDir })
    const view = attach(running)
    const sizes = new Set([view.replica.unit.size])
    const mixtures = new Set<number>()
    view.onMessage = () => {
      sizes.add(view.replica.unit.size)
      mixtures.add(new Set([...view.replica.unit.values()].map((unit) => serialOf(unit.name))).size)
    }
    await view.until((message) => linkOf(message)?.revision === 400 * 11)
    expect([...sizes]).toEqual([400])
    expect([...mixtures]).toEqual([1])
  })

  test('a restart goes on where the cache stands, and does not list again', async () => {
    const { gateway, dataDir } = await cached(25)
    const running = await start({ gateway: gateway.address, dataDir })
    const { notices } = await running.until(({ link }) => link.state === 'live')
    expect(notices).toEqual([])
    expect(running.log.filter((line) => line.includes('watch ended'))).toEqual([])
  })

  test('stopping writes how far everything was known, though nothing had changed', async () => {
    const gateway = await gateways.start({ limits: { bookmarkMs: 20 } })
    await publishUnits(gateway.client, 3, 1)
    const dataDir = folders.take()
    const running = await start({ gateway: gateway.address, dataDir })
    await running.until(({ link }) => link.state === 'live')
    const listed = positionIn(dataDir)
    const view = attach(running)
    const last = await view.until((message) => (linkOf(message)?.asOfMs ?? 0) > listed + 100)
    expect(positionIn(dataDir)).toBe(listed)
    await stop(running)
    expect(positionIn(dataDir)).toBeGreaterThanOrEqual(linkOf(last)?.asOfMs ?? 0)
  })

  test('a cache that differs from the gateway is found out, and what differs is fetched again', async () => {
    const { gateway, dataDir } = await cached(25)
    const file = new Database(join(dataDir, 'cache.db'))
    file.exec("DELETE FROM resource WHERE id = 'u7'")
    file.close()
    const running = await start({ gateway: gateway.address, dataDir })
    const { mismatches, notices, counts } = await running.until(
      ({ link, mismatches: { refetched } }) => link.state === 'live' && refetched > 0,
    )
    expect([mismatches, counts.unit, notices]).toEqual([{ found: 1, refetched: 1, relisted: 0 }, 25, []])
    expect(running.log.join()).toContain('the wall differs from the gateway in unit.')
  })

  test('a damaged cache is put aside, said, and filled again', async () => {
    const { gateway, dataDir } = await cached(25)
    writeFileSync(join(dataDir, 'cache.db'), 'no database at all, '.repeat(500))
    const running = await start({ gateway: gateway.address, dataDir })
    const health = await running.until(({ link }) => link.state === 'live')
    expect(health).toMatchObject({
      status: 'degraded',
      notices: ['cache-quarantined'],
      counts: { unit: 25 },
      cache: { inMemory: false },
    })
    await stop(running)
    await gateway.gateway.stop()
    const again = await start({ gateway: gateway.address, dataDir })
    expect((await again.core.health()).counts).toEqual({ unit: 25 })
  })

  test('an entry that cannot be read is a damaged cache, too', async () => {
    const { gateway, dataDir } = await cached(5)
    const file = new Database(join(dataDir, 'cache.db'))
    file.exec(`UPDATE resource SET body = '{"id"' WHERE id = 'u3'`)
    file.close()
    const running = await start({ gateway: gateway.address, dataDir })
    const health = await running.until(({ link }) => link.state === 'live')
    expect(health).toMatchObject({ notices: ['cache-quarantined'], counts: { unit: 5 } })
  })

  test('a cache from a newer program is refused in words', async () => {
    const { gateway, dataDir } = await cached(1)
    const file = new Database(join(dataDir, 'cache.db'))
    file.pragma('user_version = 9990')
    file.close()
    const { core } = makeCore({ gateway: gateway.address, dataDir })
    await expect(core.start()).rejects.toThrow('Start the newer program')
  })

  test('a folder that cannot be written: the wall works from memory, and says so', async () => {
    const gateway = await gateways.start()
    await gateway.client.publish([caseRecord('a')])
    const file = join(folders.take(), 'a-file')
    writeFileSync(file, '')
    const running = await start({ gateway: gateway.address, dataDir: join(file, 'data') })
    // The journal of the alarms is a thread, and may find out later than the link is live.
    const health = await running.until(
      ({ link, notices }) => link.state === 'live' && notices.includes('alarm-journal-failed'),
    )
    expect(health.notices.toSorted()).toEqual(['alarm-journal-failed', 'cache-in-memory', 'outbox-failed'])
    expect(health).toMatchObject({
      status: 'degraded',
      cache: { inMemory: true },
      counts: { case: 1 },
    })
  })

  test('a write that fails leaves the wall lit, goes on in memory, and heals by itself', async () => {
    const gateway = await gateways.start()
    await publishUnits(gateway.client, 20, 1)
    const dataDir = folders.take()
    let shiftMs = 0
    const clock = { ...systemClock, monotonicMs: () => systemClock.monotonicMs() + shiftMs }
    const running = await start({ gateway: gateway.address, dataDir, clock })
    await running.until(({ link, revision }) => link.state === 'live' && revision === 20)
    const view = attach(running)
    const sizes = new Set<number>()
    view.onMessage = () => sizes.add(view.replica.unit.size)
    const blocker = new Database(join(dataDir, 'cache.db'))
    blocker.exec('BEGIN IMMEDIATE')
    await publishUnits(gateway.client, 20, 2)
    const broken = await running.until(({ link, cache }) => cache.inMemory && link.state === 'live')
    expect(broken).toMatchObject({ notices: ['cache-write-failed'], revision: 40 })
    blocker.close()
    shiftMs = 31_000
    const healed = await running.until(({ cache, link }) => !cache.inMemory && link.state === 'live')
    expect(healed.revision).toBe(40)
    expect(healed.notices).not.toContain('cache-write-failed')
    expect([...sizes]).toEqual([20])
    await stop(running)
    const file = new Database(join(dataDir, 'cache.db'), { readonly: true })
    expect(file.prepare('SELECT count(*), min(revision) FROM resource').raw().get()).toEqual([20, 21])
    file.close()
  })

  test('a clock that no longer fits is measured at once, and the correction is said', async () => {
    const gateway = await gateways.start({ limits: { bookmarkMs: 100 } })
    let shiftMs = 0
    const clock = { ...systemClock, monotonicMs: () => systemClock.monotonicMs() + shiftMs }
    const running = await start({ gateway: gateway.address, dataDir: folders.take(), clock })
    const { clock: before } = await running.until(({ link }) => link.state === 'live')
    expect(before.offsetMs).toBeLessThan(1_000)
    const view = attach(running)
    const { asOfMs = 0 } = linkOf(await view.until((message) => linkOf(message)?.state === 'live')) ?? {}
    // The burst of measurements at the beginning is over by then.
    await view.until((message) => (linkOf(message)?.asOfMs ?? 0) > asOfMs + 500)
    shiftMs = 31_000
    const health = await running.until(({ notices, link }) => notices.length > 0 && link.state === 'live')
    expect(health.notices).toEqual(['clock-stepped'])
    expect(Math.abs(health.clock.offsetMs)).toBeLessThan(1_000)
  })

  test('one view that throws takes nothing from the others', async () => {
    const gateway = await gateways.start()
    const running = await start({ gateway: gateway.address, dataDir: folders.take() })
    await running.until(({ link }) => link.state === 'live')
    const bad = attach(running)
    bad.onMessage = () => {
      throw new Error('this view is broken')
    }
    const good = attach(running)
    await publishUnits(gateway.client, 5, 1)
    await good.until((_, view) => view.replica.unit.size === 5)
    expect(await running.core.health()).toMatchObject({ views: 1, link: { state: 'live' } })
  })

  test('health answers before the start and after the end', async () => {
    const { core } = makeCore({ gateway: NOWHERE, dataDir: folders.take() })
    expect(await core.health()).toMatchObject({ status: 'degraded', revision: 0, cache: { schema: -1 } })
    await core.start()
    const view = new TestView()
    core.attach(view.port)
    await core.stop()
    expect(view.closed).toBe(true)
    expect(await core.health()).toMatchObject({ status: 'degraded', views: 0, cache: { schema: -1 } })
  })

  test('stop leaves no timer, thread or socket: the process ends by itself', async () => {
    const gateway = await gateways.start({ scenario: 'luohe-day' })
    const script = fileURLToPath(new URL('./testing/start-and-stop.ts', import.meta.url))
    const run = (address: string) =>
      promisify(execFile)(process.execPath, [script, address, folders.take()], { timeout: 35_000 })
    expect((await run(gateway.address)).stdout).toBe('live')
    expect((await run(NOWHERE)).stdout).toBe('offline')
  })
})

/** `Unit u3 at 12` was written by the publication 12. */
function serialOf(name: string): number {
  return Number(name.split(' at ')[1])
}

/** Up to when the cache says that everything is known. */
function positionIn(dataDir: string): number {
  const file = new Database(join(dataDir, 'cache.db'), { readonly: true })
  const serverMs = Number(file.prepare('SELECT server_ms FROM position').pluck().get())
  file.close()
  return serverMs
}
