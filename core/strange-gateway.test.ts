import { Server, ServerCredentials, status, type ServerWritableStream } from '@grpc/grpc-js'
import { afterEach, describe, expect, test } from 'vitest'
import { Case, type Stage } from '../proto/gen/wall/v1/case.ts'
import { Unit } from '../proto/gen/wall/v1/duty.ts'
import { WallFeedService, type WatchRequest, type WatchResponse } from '../proto/gen/wall/v1/wall_feed.ts'
import { StateDigest } from './store/digest.ts'
import { makeCore, type RunningCore } from './testing/core-bench.ts'
import { TestView } from './testing/memory-port.ts'
import { makeTempFolders } from './testing/temp-folder.ts'
import type { WatchTiming } from './watch/timing.ts'
import { batch, bookmark, chunk, unitWire, wireChange } from './testing/wire.ts'

const folders = makeTempFolders()
const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
  folders.clear()
})

type Stream = ServerWritableStream<WatchRequest, WatchResponse>

/** A gateway that says exactly what the test wants, over the real wire. */
async function feed(watch: (stream: Stream) => void): Promise<string> {
  const server = new Server()
  server.addService(WallFeedService, { watch, time: () => {} })
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, taken) =>
      error ? reject(error) : resolve(taken),
    )
  })
  undo.push(() => server.forceShutdown())
  return `127.0.0.1:${port}`
}

async function follow(gateway: string, timing: Partial<WatchTiming> = {}): Promise<RunningCore> {
  const running = makeCore({ gateway, dataDir: folders.take(), timing })
  undo.push(() => running.core.stop())
  await running.core.start()
  return running
}

function say(stream: Stream, messages: readonly WatchResponse[]): void {
  for (const message of messages) stream.write(message)
}

const strangeCase = (id: string, revision: number) =>
  wireChange(revision, { case: { ...Case.decode(new Uint8Array()), id, stage: 99 as Stage } })

describe('a gateway that is newer or wrong', () => {
  test('unknown values are shown by their number, and said', async () => {
    const address = await feed((stream) =>
      say(stream, [
        chunk(2, [strangeCase('a', 1), unitWire('u', 2)]),
        bookmark(2),
        batch(3, 3, [strangeCase('b', 3)]),
      ]),
    )
    const running = await follow(address)
    const { notices } = await running.until(({ revision }) => revision === 3)
    expect(notices).toEqual(['unknown-values'])
    const view = new TestView()
    running.core.attach(view.port)
    view.attach()
    expect(view.replica.case.get('a')?.stage).toBe('unknown-99')
    expect(view.messages[0]).toMatchObject({ notices: [{ code: 'unknown-values', count: 2 }] })
  })

  test('kinds from the future are said, and the digest of all the rest is compared on', async () => {
    const digest = new StateDigest()
    digest.put('hovercraft', 'x', 2)
    digest.put('unit', 'u', 1)
    let lists = 0
    const address = await feed((stream) => {
      lists++
      // A removal is the only change that names a kind which is not in the contract of today.
      const removal = wireChange(2, { removal: { kind: 'hovercraft', id: 'y' } })
      say(stream, [chunk(2, [unitWire('u', 1), removal]), bookmark(2, 'one', digest.digests().whole)])
      if (lists > 1) return
      digest.put('unit', 'v', 3)
      say(stream, [batch(3, 3, [unitWire('v', 3)]), bookmark(3, 'one', digest.digests().whole)])
      say(stream, [batch(4, 4, [unitWire('w', 4)]), bookmark(4, 'one', digest.digests().whole)])
    })
    const running = await follow(address)
    await running.until(({ notices }) => notices.includes('digest-mismatch'))
    // The third unit is not in the gateway's sum: a difference in spite of the unknown kind, so that it lists again.
    const health = await running.until(({ revision }) => revision === 2 && lists === 2)
    expect(health).toMatchObject({ notices: ['undecodable-changes'], counts: { unit: 1 } })
    expect(running.log.join()).toContain('The wall differs from the gateway at revision 4')
  })

  test('one message that is too large is said as such, with what to do, and asked for ever less often', async () => {
    const asked: number[] = []
    const address = await feed((stream) => {
      asked.push(stream.request.afterRevision)
      const name = 'x'.repeat(5 * 1024 * 1024)
      const large = wireChange(2, { unit: { ...Unit.decode(new Uint8Array()), id: 'large', name } })
      if (stream.request.afterRevision === 0 && asked.length === 1) {
        say(stream, [chunk(1, [unitWire('u', 1)]), bookmark(1)])
      }
      say(stream, [stream.request.afterRevision === 0 ? chunk(1, [large]) : batch(2, 2, [large])])
    })
    const running = await follow(address, { patienceMs: 600_000 })
    const { link, counts } = await running.until((health) => health.link.attempt >= 4)
    expect(link.problem).toBe('too-large')
    expect(running.log.join()).toMatch(
      /a wall takes 4194304 at most. Have the platform .* shorten or split it/,
    )
    expect(counts).toEqual({ unit: 1 })
    // The state may be smaller than the changes that led to it: a list is tried in between.
    expect(asked.slice(0, 4)).toEqual([0, 0, 1, 0])
  })

  test("the gateway's own quota is said as such", async () => {
    const address = await feed((stream) =>
      stream.emit('error', { code: status.RESOURCE_EXHAUSTED, details: '64 walls are connected already' }),
    )
    const running = await follow(address)
    const { link } = await running.until((health) => health.link.attempt >= 2)
    expect(link.problem).toBe('quota')
    expect(running.log.join()).toContain('64 walls are connected already')
  })

  test('a digest that is wrong even after a list is said, and does not make the wall list for ever', async () => {
    let lists = 0
    const address = await feed((stream) => {
      lists++
      say(stream, [chunk(1, [unitWire('u', 1)]), bookmark(1, 'one', 'f'.repeat(16))])
      say(stream, [batch(2, 2, [unitWire('v', 2)]), bookmark(2, 'one', 'e'.repeat(16))])
    })
    const running = await follow(address)
    const health = await running.until(({ revision }) => revision === 2)
    expect(health).toMatchObject({ notices: ['digest-mismatch'], counts: { unit: 2 } })
    expect(lists).toBe(1)
  })

  test('a kind that differs is asked for once more, alone, before everything is', async () => {
    const asked: string[] = []
    const told = new StateDigest()
    told.put('unit', 'u', 1)
    told.put('unit', 'astray', 2)
    const { whole, kinds } = told.digests()
    const unit = [{ kind: 'unit', digest: kinds['unit'] ?? '' }]
    const address = await feed((stream) => {
      const { afterRevision, refetchKinds } = stream.request
      asked.push(`${afterRevision} ${refetchKinds.join()}`)
      // The list and what follows leave one out.
      if (asked.length === 1) {
        say(stream, [chunk(1, [unitWire('u', 1)]), bookmark(1)])
        say(stream, [batch(2, 2, [wireChange(2, { removal: { kind: 'unit', id: 'x' } })])])
      }
      if (asked.length === 3) say(stream, [chunk(2, [unitWire('u', 1), unitWire('astray', 2)])])
      say(stream, [bookmark(2, 'one', whole, unit)])
    })
    const running = await follow(address)
    // This gateway does not know how to tell a kind alone, as one from before would not.
    const health = await running.until(({ counts }) => counts['unit'] === 2)
    expect(asked).toEqual(['0 ', '2 unit', '0 '])
    expect(health).toMatchObject({ notices: [], mismatches: { found: 2, refetched: 0, relisted: 1 } })
    expect(running.log.join()).toContain('At revision 2 the wall differs from the gateway in unit.')
  })

  test('what is told of a kind takes the place of what was held of it, on the glass as well', async () => {
    const asked: string[] = []
    const told = new StateDigest()
    told.put('unit', 'u', 1)
    told.put('unit', 'found', 2)
    const { whole, kinds } = told.digests()
    const unit = [{ kind: 'unit', digest: kinds['unit'] ?? '' }]
    const address = await feed((stream) => {
      asked.push(`${stream.request.afterRevision} ${stream.request.refetchKinds.join()}`)
      if (asked.length === 1) {
        say(stream, [chunk(2, [unitWire('u', 1), unitWire('astray', 1)]), bookmark(1)])
        say(stream, [batch(2, 2, [wireChange(2, { removal: { kind: 'unit', id: 'x' } })])])
      } else say(stream, [chunk(2, [unitWire('u', 1), unitWire('found', 2)], 'one', ['unit'])])
      say(stream, [bookmark(2, 'one', whole, unit)])
    })
    const running = await follow(address)
    const health = await running.until(({ mismatches }) => mismatches.refetched === 1)
    expect(asked).toEqual(['0 ', '2 unit'])
    expect(health).toMatchObject({ notices: [], mismatches: { found: 1, refetched: 1, relisted: 0 } })
    const view = new TestView()
    running.core.attach(view.port)
    view.attach()
    expect([...view.replica.unit.keys()].sort()).toEqual(['found', 'u'])
    const last = await view.until((message) => 'link' in message)
    expect('link' in last && last.link.mismatches).toEqual({ found: 1, refetched: 1, relisted: 0 })
  })

  test('a broken message costs the connection, not what was said before it', async () => {
    let streams = 0
    const address = await feed((stream) => {
      const { afterRevision } = stream.request
      streams++
      if (afterRevision === 0) say(stream, [chunk(1, [unitWire('u', 1)]), bookmark(1)])
      if (streams === 1) say(stream, [batch(2, 2, [unitWire('v', 2)]), batch(9, 9, [unitWire('w', 9)])])
      else say(stream, [batch(afterRevision + 1, afterRevision + 1, [unitWire('x', afterRevision + 1)])])
    })
    const running = await follow(address)
    const { counts } = await running.until(({ revision }) => revision === 3)
    expect(counts).toEqual({ unit: 3 })
    expect(running.log.join()).toContain('sent revisions 9 to 9 where 3 was next')
  })
})
