import { writeFileSync } from 'node:fs'
import { status } from '@grpc/grpc-js'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { IntakeRecord } from '../../proto/gen/wall/v1/intake.ts'
import { ResetReason } from '../../proto/gen/wall/v1/wall_feed.ts'
import type { Change, WatchResponse } from '../../proto/gen/wall/v1/wall_feed.ts'
import { makeCertificates } from '../testing/certificates.ts'
import type { Certificates } from '../testing/certificates.ts'
import { CITY, gridNode } from '../testing/city.ts'
import { byKind, digestOf, kindDigestsOf, take, worldOf } from '../testing/digest-of.ts'
import { aCase, aRecord, caseRecord, unitRecord } from '../testing/records.ts'
import { IDENTITIES, makeSecureBench } from '../testing/secure-bench.ts'
import type { SecureGateway } from '../testing/secure-bench.ts'

let certificates: Certificates
const bench = makeSecureBench(() => certificates)
beforeAll(() => {
  certificates = makeCertificates()
}, 60_000)
afterEach(() => bench.clear())
afterAll(() => certificates.remove())

let serial = 0

/** The case as a platform tells it now: in this grid. */
function caseIn(id: string, gridId: string): IntakeRecord {
  serial += 1
  return aRecord(`${id} ${serial}`, { case: aCase(id, { gridId, title: `Case ${id} ${serial}` }) })
}

function removalOf(id: string): IntakeRecord {
  serial += 1
  return aRecord(`${id} ${serial}`, { removal: { kind: 'case', id } })
}

async function publish({ connect }: SecureGateway, records: readonly IntakeRecord[]): Promise<number> {
  const { results, revision } = await connect('platform').publish(records)
  expect(results.map(({ refusal }) => refusal).join('')).toBe('')
  return revision
}

async function startCity(limits = {}): Promise<SecureGateway> {
  const secure = await bench.start({ limits })
  await publish(secure, CITY)
  return secure
}

const changesIn = (messages: readonly WatchResponse[]): readonly Change[] =>
  messages.flatMap(({ snapshot, batch }) => [...(snapshot?.changes ?? []), ...(batch?.changes ?? [])])

const closed = (messages: readonly WatchResponse[]): boolean => messages.some(({ bookmark }) => bookmark)

function bookmarkedAt(revision: number): (messages: readonly WatchResponse[]) => boolean {
  return (messages) => messages.some(({ bookmark }) => bookmark?.revision === revision)
}

function casesIn(messages: readonly WatchResponse[]): readonly string[] {
  return [...worldOf(messages).keys()].filter((key) => key.startsWith('case/')).sort()
}

/** Every bookmark so far must fit what was sent before it. */
function expectDigests(messages: readonly WatchResponse[]): void {
  const world = new Map<string, number>()
  for (const message of messages) {
    if (message.bookmark) {
      const { digest, kindDigests } = message.bookmark
      expect(digest).toBe(digestOf(world))
      if (kindDigests.length > 0) expect(byKind(kindDigests)).toEqual(kindDigestsOf(world))
    }
    take(world, message)
  }
}

/** Revisions of what follows the snapshot. */
function followed(messages: readonly WatchResponse[]): readonly number[] {
  return messages.flatMap(({ batch }) => batch?.changes.map(({ revision }) => revision) ?? [])
}

test('a snapshot for a district holds its cases, everything that is no case, and a digest of that', async () => {
  const secure = await startCity()
  const seen = await secure.connect('seat').watch().until(closed)
  const all = await secure.connect('viewer').watch().until(closed)
  expect(casesIn(all)).toEqual(['case/L', 'case/N', 'case/S', 'case/X'])
  expect(casesIn(seen)).toEqual(['case/S'])
  expect(worldOf(seen).size).toBe(worldOf(all).size - 3)
  expect(seen[0]?.snapshot?.totalCount).toBe(worldOf(seen).size)
  expectDigests(seen)
  expect(byKind(seen.at(-1)?.bookmark?.kindDigests ?? [])).toEqual(kindDigestsOf(worldOf(seen)))
  expect(JSON.stringify(seen)).not.toContain('Case N')
  expect(seen.at(-1)?.bookmark?.epoch).not.toBe(all.at(-1)?.bookmark?.epoch)
})

test('what follows has no gap, no word of other districts, and digests that fit', async () => {
  const secure = await startCity({ bookmarkMs: 10 })
  const watched = secure.connect('seat').watch()
  await watched.until(closed)
  const last = await publish(secure, [
    caseIn('N', 'north'),
    caseIn('S', 'south'),
    caseIn('secret-1', 'north'),
    unitRecord('B', 1),
    removalOf('secret-1'),
    caseIn('S2', 'south-1'),
    removalOf('S2'),
  ])
  const messages = await watched.until(bookmarkedAt(last))
  expect(followed(messages)).toEqual(Array.from({ length: 7 }, (_, index) => CITY.length + 1 + index))
  const removals = messages.flatMap(({ batch }) => batch?.changes ?? []).map(({ removal }) => removal?.id)
  expect(removals).toEqual(['', undefined, '', undefined, '', undefined, 'S2'])
  expectDigests(messages)
  expect(JSON.stringify(messages)).not.toMatch(/secret|Case N/)
})

test('cases that are fetched once more are those of the district', async () => {
  const secure = await startCity()
  const client = secure.connect('seat')
  const bookmark = (await client.watch().until(closed)).at(-1)?.bookmark
  const from = {
    epoch: bookmark?.epoch ?? '',
    afterRevision: bookmark?.revision ?? 0,
    refetchKinds: ['case'],
  }
  const messages = await client.watch(from).until(closed)
  expect(
    messages.flatMap(({ snapshot }) => snapshot?.changes ?? []).map((change) => change.case?.id),
  ).toEqual(['S'])
  expect(messages[0]?.snapshot).toMatchObject({ totalCount: 1, kinds: ['case'] })
  expect(messages.at(-1)?.bookmark?.kindDigests).toEqual(bookmark?.kindDigests)
})

test('a case that leaves the district is taken off the wall, and one that comes is shown', async () => {
  const secure = await startCity()
  const watched = secure.connect('seat').watch()
  await watched.until(closed)
  const last = await publish(secure, [caseIn('S', 'north'), caseIn('N', 'south'), caseIn('S', 'north')])
  const messages = await watched.until(bookmarkedAt(last))
  expect(casesIn(messages)).toEqual(['case/N'])
  expectDigests(messages)
})

test('a wall that comes back goes on where it was', async () => {
  const secure = await startCity()
  const first = await secure.connect('seat').watch().until(closed)
  const { epoch = '', revision: afterRevision = 0 } = first.at(-1)?.bookmark ?? {}
  const last = await publish(secure, [caseIn('N', 'north'), caseIn('S', 'south'), caseIn('S', 'north')])
  const rest = await secure.connect('seat').watch({ epoch, afterRevision }).until(bookmarkedAt(last))
  expect(rest.filter(({ snapshot, reset }) => snapshot ?? reset)).toEqual([])
  expect(followed(rest)).toEqual([1, 2, 3].map((index) => afterRevision + index))
  expect(casesIn([...first, ...rest])).toEqual([])
  expectDigests([...first, ...rest])
})

test('after a restart of the gateway it goes on where nothing happened, and lists anew where something did', async () => {
  const secure = await startCity()
  const first = await secure.connect('seat').watch().until(closed)
  const { epoch = '', revision: afterRevision = 0 } = first.at(-1)?.bookmark ?? {}
  await secure.gateway.stop()
  const next = await bench.start({ dataDir: secure.dataDir })
  const kept = await next.connect('seat').watch({ epoch, afterRevision }).until(closed)
  expect(kept.map(({ bookmark }) => bookmark?.revision)).toEqual([afterRevision])
  expectDigests([...first, ...kept])
  await publish(next, [caseIn('S2', 'south'), caseIn('N', 'north')])
  await next.gateway.stop()
  const third = await bench.start({ dataDir: secure.dataDir })
  const anew = await third.connect('seat').watch({ epoch, afterRevision }).until(closed)
  expect(anew[0]?.reset?.reason).toBe(ResetReason.RESET_REASON_COMPACTED)
  expect(casesIn(anew)).toEqual(['case/S', 'case/S2'])
  expectDigests(anew)
})

test('when the grid tree moves the border of the district, everything is listed anew on the same stream', async () => {
  const secure = await startCity()
  const watched = secure.connect('seat').watch()
  await watched.until(closed)
  const last = await publish(secure, [gridNode('north', 'south'), caseIn('N', 'north')])
  const messages = await watched.until(bookmarkedAt(last))
  const reset = messages.find((message) => message.reset)?.reset
  expect(reset?.reason).toBe(ResetReason.RESET_REASON_EPOCH_CHANGED)
  expect(messages.at(-1)?.bookmark?.epoch).toBe(reset?.epoch)
  expect(casesIn(messages)).toEqual(['case/N', 'case/S'])
  expectDigests(messages)
  const elsewhere = await publish(secure, [gridNode('east', ''), caseIn('E', 'east')])
  const quiet = await watched.until(bookmarkedAt(elsewhere))
  expect(quiet.filter((message) => message.reset)).toHaveLength(1)
})

test('who is given other districts is cut off, comes back, and is not left with what was allowed before', async () => {
  const secure = await startCity()
  const watched = secure.connect('seat').watch()
  await watched.until(closed)
  const { epoch = '', revision: afterRevision = 0 } = watched.messages.at(-1)?.bookmark ?? {}
  const next = { name: 'seat', role: 'seat', districts: ['north'] }
  const others = IDENTITIES.filter(({ name }) => name !== 'seat')
  writeFileSync(secure.identitiesPath, JSON.stringify({ identities: [...others, next] }))
  expect(await watched.ended()).toMatchObject({
    code: status.FAILED_PRECONDITION,
    details: 'what seat may see and do was changed; connect again',
  })
  const anew = await secure.connect('seat').watch({ epoch, afterRevision }).until(closed)
  expect(anew[0]?.reset?.reason).toBe(ResetReason.RESET_REASON_EPOCH_CHANGED)
  expect(casesIn(anew)).toEqual(['case/N'])
})

test('the proof of life goes everywhere', async () => {
  const secure = await bench.start({ proofOfLife: true })
  await publish(secure, CITY)
  const messages = await secure.connect('seat').watch().until(closed)
  expect(casesIn(messages)).toEqual(['case/S', 'case/proof-of-life'])
})

test('through a thousand random changes every wall has its districts and no others, at every bookmark', async () => {
  const identities = [
    { name: 'platform', role: 'platform' },
    { name: 'viewer', role: 'viewer' },
    { name: 'seat', role: 'seat', districts: ['south'] },
    { name: 'leader', role: 'duty-leader', districts: ['north', 'south-1'] },
    { name: 'admin', role: 'admin', districts: ['nowhere'] },
  ]
  const secure = await bench.start({ limits: { bookmarkMs: 10, batchChangeCount: 7 } }, identities)
  await publish(secure, CITY)
  const walls = identities.slice(1).map(({ name }) => ({ name, watched: secure.connect(name).watch() }))
  let state = 7
  const upTo = (count: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) % count
  }
  const grids = ['south', 'south-1', 'north', 'loop-a', ''] as const
  let last = 0
  for (let round = 0; round < 50; round += 1) {
    const records = Array.from({ length: 20 }, () => {
      const id = `R${upTo(40)}`
      return upTo(5) === 0 ? caseIn(`new-${serial}`, grids[upTo(5)] ?? '') : caseIn(id, grids[upTo(5)] ?? '')
    })
    if (upTo(5) === 0) records.push(gridNode('south-1', upTo(2) === 0 ? 'north' : 'south'))
    last = (await secure.connect('platform').publish(records)).revision
  }
  const byName = new Map<string, readonly WatchResponse[]>()
  for (const { name, watched } of walls) byName.set(name, await watched.until(bookmarkedAt(last)))
  for (const messages of byName.values()) expectDigests(messages)
  const gridOf = new Map<string, string>(
    changesIn(byName.get('viewer') ?? []).flatMap((change) =>
      change.case ? [[`case/${change.case.id}`, change.case.gridId] as const] : [],
    ),
  )
  const parents = changesIn(byName.get('viewer') ?? []).flatMap(({ gridNode: node }) => (node ? [node] : []))
  const isSouthBelowSouth = parents.findLast(({ id }) => id === 'south-1')?.parentId === 'south'
  const allowed = new Map([
    ['seat', isSouthBelowSouth ? ['south', 'south-1'] : ['south']],
    ['leader', ['north', 'south-1']],
    ['admin', []],
  ])
  const all = casesIn(byName.get('viewer') ?? [])
  for (const [name, inside] of allowed) {
    const expected = all.filter((key) => inside.includes(gridOf.get(key) ?? ''))
    expect(casesIn(byName.get(name) ?? [])).toEqual(expected)
  }
  expect(all.length).toBeGreaterThan(100)
}, 60_000)

test('who may see nothing of a case hears nothing of it by its name', async () => {
  const secure = await startCity()
  const watched = secure.connect('seat').watch()
  await watched.until(closed)
  const last = await publish(secure, [caseRecord('hidden-1', { gridId: 'north' }), removalOf('hidden-1')])
  const messages = await watched.until(bookmarkedAt(last))
  expect(JSON.stringify(messages)).not.toContain('hidden-1')
})
