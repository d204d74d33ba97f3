import { status } from '@grpc/grpc-js'
import { afterEach, describe, expect, test } from 'vitest'
import { ResetReason } from '../../proto/gen/wall/v1/wall_feed.ts'
import type { Batch, WatchResponse } from '../../proto/gen/wall/v1/wall_feed.ts'
import { byKind, digestOf, kindDigestsOf, worldOf } from '../testing/digest-of.ts'
import { makeGatewayBench } from '../testing/gateway-bench.ts'
import type { RunningGateway } from '../testing/gateway-bench.ts'
import { aRecord, aUnit, caseRecord, unitRecord } from '../testing/records.ts'
import { toMs, toTimestamp } from '../timestamps.ts'
import { connectWall } from '../testing/wall-client.ts'

const bench = makeGatewayBench()
afterEach(() => bench.clear())

async function fill({ client }: RunningGateway, count: number, serial = 0): Promise<void> {
  for (let from = 0; from < count; from += 500) {
    const size = Math.min(500, count - from)
    await client.publish(Array.from({ length: size }, (_, index) => unitRecord(`U${from + index}`, serial)))
  }
}

const closed = (messages: readonly WatchResponse[]): boolean => messages.some((message) => message.bookmark)

function bookmarkedAt(revision: number): (messages: readonly WatchResponse[]) => boolean {
  return (messages) => messages.some((message) => message.bookmark?.revision === revision)
}

function batches(messages: readonly WatchResponse[]): readonly Batch[] {
  return messages.flatMap((message) => message.batch ?? [])
}

/** What a message carries, without the changes in it. */
function shape(message: WatchResponse): string {
  return Object.entries(message).find(([, value]) => value !== undefined)?.[0] ?? 'nothing'
}

describe('a snapshot', () => {
  test('of an empty log is one empty chunk and a bookmark', async () => {
    const { client, epoch } = await bench.start()
    const messages = await client.watch().until(closed)
    expect(messages.map(shape)).toEqual(['snapshot', 'bookmark'])
    expect(messages[0]?.snapshot).toEqual({ epoch, totalCount: 0, changes: [], kinds: [] })
    expect(messages[1]?.bookmark).toMatchObject({ epoch, revision: 0, digest: '0000000000000000' })
  })

  test('comes in chunks of at most 256 with the total, closed by a bookmark whose digest fits', async () => {
    const running = await bench.start()
    await fill(running, 700)
    await fill(running, 300, 1)
    const messages = await running.client.watch().until(closed)
    const chunks = messages.flatMap((message) => message.snapshot ?? [])
    expect(chunks.map((chunk) => chunk.changes.length)).toEqual([256, 256, 188])
    expect(chunks.map((chunk) => chunk.totalCount)).toEqual([700, 700, 700])
    const bookmark = messages.at(-1)?.bookmark
    expect(bookmark?.revision).toBe(1_000)
    expect(bookmark?.digest).toBe(digestOf(worldOf(messages)))
  })

  test('is followed by every later change, in order and without a gap', async () => {
    const running = await bench.start()
    await fill(running, 100)
    const watched = running.client.watch()
    await watched.until(closed)
    await Promise.all([1, 2, 3].map((serial) => fill(running, 100, serial)))
    const messages = await watched.until(bookmarkedAt(400))
    const revisions = batches(messages).flatMap((batch) => batch.changes.map((change) => change.revision))
    expect(revisions).toEqual(Array.from({ length: 300 }, (_, index) => 101 + index))
    expect(messages.at(-1)?.bookmark?.digest).toBe(digestOf(worldOf(messages)))
  })
})

describe('resuming', () => {
  test.for([1, 299, 300])('after revision %i sends exactly what follows', async (afterRevision) => {
    const running = await bench.start()
    await fill(running, 300)
    const watched = running.client.watch({ epoch: running.epoch, afterRevision })
    const messages = await watched.until(bookmarkedAt(300))
    expect(messages.filter((message) => message.snapshot ?? message.reset)).toEqual([])
    const revisions = batches(messages).flatMap((batch) => batch.changes.map((change) => change.revision))
    expect(revisions).toEqual(
      Array.from({ length: 300 - afterRevision }, (_, index) => afterRevision + 1 + index),
    )
    for (const batch of batches(messages)) {
      expect(batch.changes.length).toBeLessThanOrEqual(256)
      expect([batch.firstRevision, batch.lastRevision]).toEqual([
        batch.changes[0]?.revision,
        batch.changes.at(-1)?.revision,
      ])
    }
  })

  test.for([
    ['beyond the head', { afterRevision: 11 }],
    ['in another epoch', { afterRevision: 5, epoch: 'of a log that was restored' }],
    ['without an epoch', { afterRevision: 5, epoch: '' }],
  ] as const)('%s is answered by a reset and a snapshot', async ([, request]) => {
    const running = await bench.start()
    await fill(running, 10)
    const messages = await running.client.watch({ epoch: running.epoch, ...request }).until(closed)
    expect(messages.map(shape)).toEqual(['reset', 'snapshot', 'bookmark'])
    expect(messages[0]?.reset).toEqual({
      reason: ResetReason.RESET_REASON_EPOCH_CHANGED,
      epoch: running.epoch,
    })
  })

  test('a negative revision is refused with a sentence', async () => {
    const { client } = await bench.start()
    const error = await client.watch({ afterRevision: -1 }).ended()
    expect(error.code).toBe(status.INVALID_ARGUMENT)
    expect(error.details).toContain('after_revision is -1')
  })

  test('tells the kinds that a wall doubts once more, after everything it has missed, and nothing else', async () => {
    const running = await bench.start()
    await fill(running, 300)
    await running.client.publish([caseRecord('C')])
    await fill(running, 20, 1)
    const request = { epoch: running.epoch, afterRevision: 305, refetchKinds: ['unit'] }
    const watched = running.client.watch(request)
    const messages = await watched.until(bookmarkedAt(321))
    expect(messages.map(shape)).toEqual(['batch', 'snapshot', 'snapshot', 'bookmark'])
    const told = messages.flatMap(({ snapshot }) => snapshot?.changes ?? [])
    expect(
      messages.flatMap(({ snapshot }) => (snapshot ? [[snapshot.totalCount, ...snapshot.kinds]] : [])),
    ).toEqual([
      [300, 'unit'],
      [300, 'unit'],
    ])
    expect(new Set(told.map(({ unit }) => unit?.id)).size).toBe(300)
    const all = worldOf(await running.client.watch().until(closed))
    expect(byKind(messages.at(-1)?.bookmark?.kindDigests ?? [])).toEqual(kindDigestsOf(all))
    // And goes on from there.
    await fill(running, 5, 2)
    expect(batches(await watched.until(bookmarkedAt(326))).at(-1)?.lastRevision).toBe(326)
  })

  test('a kind that nobody knows is not told again: the wall goes on as if it had not asked', async () => {
    const running = await bench.start()
    await fill(running, 20)
    const request = { epoch: running.epoch, afterRevision: 10, refetchKinds: ['hovercraft', ''] }
    const messages = await running.client.watch(request).until(closed)
    expect(messages.map(shape)).toEqual(['batch', 'bookmark'])
  })

  test('at the compaction boundary goes on, one revision before it relists', async () => {
    const running = await bench.start({ retain: 50 })
    const { client, epoch } = running
    for (let serial = 0; serial < 20; serial += 1) await fill(running, 10, serial)
    const compacted = await boundary(running)
    const kept = await client.watch({ epoch, afterRevision: compacted }).until(bookmarkedAt(200))
    expect(batches(kept)[0]?.firstRevision).toBe(compacted + 1)
    const lost = await client.watch({ epoch, afterRevision: compacted - 1 }).until(closed)
    expect(lost.map(shape)).toEqual(['reset', 'snapshot', 'bookmark'])
    expect(lost[0]?.reset?.reason).toBe(ResetReason.RESET_REASON_COMPACTED)
    expect(lost.at(-1)?.bookmark?.digest).toBe(digestOf(worldOf(lost)))
  })
})

/** The lowest revision from which the gateway still continues. */
async function boundary({ client, epoch }: RunningGateway): Promise<number> {
  for (let revision = 1; ; revision += 1) {
    const watched = client.watch({ epoch, afterRevision: revision })
    const messages = await watched.until((all) => all.length > 0)
    watched.cancel()
    if (messages[0]?.batch) return revision
  }
}

test('an atomic group larger than a batch arrives in one piece', async () => {
  const running = await bench.start()
  const { client, epoch } = running
  await fill(running, 10)
  const group = Array.from({ length: 600 }, (_, index) => unitRecord(`G${index}`, 0))
  await client.publish(group, { atomic: true })
  await fill(running, 10, 1)
  const messages = await client.watch({ epoch, afterRevision: 1 }).until(bookmarkedAt(620))
  const holding = batches(messages).filter((batch) => batch.lastRevision > 10 && batch.firstRevision <= 610)
  expect(holding).toHaveLength(1)
})

test('bookmarks are the heartbeat of a quiet stream, with the time of the gateway', async () => {
  const { client, gateway } = await bench.start({ limits: { bookmarkMs: 20 } })
  const before = gateway.serverMs()
  const messages = await client.watch().until((all) => all.filter((message) => message.bookmark).length >= 4)
  const times = messages.flatMap(({ bookmark }) => bookmark?.serverTime?.seconds ?? [])
  expect(times).toHaveLength(4)
  expect(times.every((seconds) => seconds >= Math.floor(before / 1000))).toBe(true)
})

test('while a wall catches up, no bookmark speaks for a time whose changes it has not been sent', async () => {
  const running = await bench.start({ limits: { bookmarkMs: 0, batchChangeCount: 10 } })
  const { client, epoch, gateway } = running
  await fill(running, 100)
  await new Promise((resolve) => setTimeout(resolve, 50))
  const afterMs = gateway.serverMs()
  const messages = await client.watch({ epoch, afterRevision: 1 }).until(bookmarkedAt(100))
  const early = messages.flatMap(({ bookmark }) =>
    bookmark !== undefined && bookmark.revision < 100 ? [toMs(bookmark.serverTime ?? toTimestamp(0))] : [],
  )
  expect(early.length).toBeGreaterThan(5)
  expect(early.every((ms) => ms < afterMs)).toBe(true)
})

test('a wall that takes nothing is cut, told to resume, and loses nothing by it', async () => {
  const running = await bench.start({ limits: { stallMs: 150 } })
  const { client, epoch } = running
  const text = 'x'.repeat(3_000)
  const heavy = Array.from({ length: 1_000 }, (_, index) =>
    aRecord(`heavy-${index}`, { unit: aUnit(`H${index}`, { vehicle: text }) }),
  )
  await client.publish(heavy)
  const slow = connectWall(running.address)
  const watched = slow.watch({ epoch, afterRevision: 1 })
  await watched.until((messages) => messages.length > 0)
  watched.stream.pause()
  await new Promise((resolve) => setTimeout(resolve, 600))
  watched.stream.resume()
  const error = await watched.ended()
  expect(error.code).toBe(status.ABORTED)
  expect(error.details).toContain('took nothing for 150 ms; resume from the last revision that you hold')
  const taken = batches(watched.messages).at(-1)?.lastRevision ?? 0
  expect(taken).toBeLessThan(1_000)
  const rest = await slow.watch({ epoch, afterRevision: taken }).until(bookmarkedAt(1_000))
  const revisions = [...batches(watched.messages), ...batches(rest)].flatMap((batch) =>
    batch.changes.map((change) => change.revision),
  )
  expect(revisions).toEqual(Array.from({ length: 999 }, (_, index) => index + 2))
  slow.close()
})

test('streams beyond the limit are refused, and a closed one makes room', async () => {
  const { client } = await bench.start({ limits: { watcherCount: 1 } })
  const first = client.watch()
  await first.until(closed)
  const refused = await client.watch().ended()
  expect(refused.code).toBe(status.RESOURCE_EXHAUSTED)
  first.cancel()
  await first.ended()
  for (;;) {
    const messages = await client.watch().until((all) => all.length > 0)
    if (messages.length > 0) break
  }
})
