import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../domain/manual-clock.ts'
import type { WatchResponse } from '../../proto/gen/wall/v1/wall_feed.ts'
import { batch, bookmark, chunk, reset, unitWire } from '../testing/wire.ts'
import { LinkHealth } from './link-health.ts'
import { ServerClock } from './server-clock.ts'
import type { WatchFrom } from './source.ts'
import { StreamReader, type StreamSink } from './stream-reader.ts'
import { WATCH_TIMING } from './timing.ts'

const LISTED = { epoch: 'one', afterRevision: 3 }
const DOUBTING = { ...LISTED, refetchKinds: ['unit'] } as const
const NOTHING = { epoch: '', afterRevision: 0 }

/** Feeds the messages to a reader and tells what reached its sink. */
async function read(from: WatchFrom, messages: readonly WatchResponse[]): Promise<readonly string[]> {
  const seen: string[] = []
  const sink: StreamSink = {
    async replace({ epoch, revision, changes }) {
      seen.push(`replace ${epoch}@${revision} ${changes.map((change) => change.id).join()}`)
    },
    async apply({ epoch, revision, changes }) {
      seen.push(`apply ${epoch}@${revision} ${changes.map((change) => change.id).join()}`)
    },
    async replaceKinds({ epoch, revision, changes }, kinds) {
      seen.push(`replace ${kinds.join()} ${epoch}@${revision} ${changes.map((change) => change.id).join()}`)
    },
    async bookmark({ epoch, revision }, { whole }) {
      seen.push(`bookmark ${epoch}@${revision}`)
      return whole !== 'wrong'
    },
  }
  const clock = new ManualClock(0)
  const link = new LinkHealth(clock, new ServerClock(clock), WATCH_TIMING, 'nowhere:1')
  const reader = new StreamReader(from, sink, link)
  try {
    for (const message of messages) await reader.read(message)
    await reader.flush()
  } catch (error) {
    seen.push(`refused: ${error instanceof Error ? error.message : ''}`)
  }
  return seen
}

const u = unitWire

describe('reading a stream', () => {
  test('a list, then changes', async () => {
    const messages = [
      chunk(3, [u('a', 1), u('b', 2)]),
      chunk(3, [u('c', 3)]),
      bookmark(3),
      batch(4, 5, [u('a', 4), u('d', 5)]),
      bookmark(5),
    ]
    expect(await read(NOTHING, messages)).toEqual([
      'replace one@3 a,b,c',
      'bookmark one@3',
      'apply one@5 a,d',
      'bookmark one@5',
    ])
  })

  test('an empty gateway is a list, too', async () => {
    expect(await read(NOTHING, [chunk(0, []), bookmark(0)])).toEqual(['replace one@0 ', 'bookmark one@0'])
  })

  test('another epoch is a reset and a list', async () => {
    const messages = [
      reset('two'),
      chunk(1, [u('z', 1)], 'two'),
      bookmark(1, 'two'),
      batch(2, 2, [u('y', 2)]),
    ]
    expect(await read(LISTED, messages)).toEqual(['replace two@1 z', 'bookmark two@1', 'apply two@2 y'])
  })

  test('kinds that were asked for once more, after what was missed', async () => {
    const from = { ...LISTED, refetchKinds: ['unit'] } as const
    const messages = [
      batch(4, 4, [u('a', 4)]),
      chunk(2, [u('a', 4)], 'one', ['unit']),
      chunk(2, [u('b', 2)], 'one', ['unit']),
      bookmark(4),
      batch(5, 5, [u('c', 5)]),
    ]
    expect(await read(from, messages)).toEqual([
      'apply one@4 a',
      'replace unit one@4 a,b',
      'bookmark one@4',
      'apply one@5 c',
    ])
  })

  test.each<[string, WatchFrom, readonly WatchResponse[]]>([
    ['a gap', LISTED, [batch(5, 5, [u('a', 5)])]],
    ['a repeat', LISTED, [batch(3, 3, [u('a', 3)])]],
    ['a last revision that does not fit', LISTED, [batch(4, 6, [u('a', 4), u('b', 5)])]],
    ['a hole inside a batch', LISTED, [batch(4, 5, [u('a', 4), u('b', 6)])]],
    ['changes in the middle of a list', LISTED, [chunk(2, [u('a', 1)]), batch(4, 4, [u('b', 4)])]],
    ['changes before any list', NOTHING, [batch(1, 1, [u('a', 1)])]],
    ['a bookmark ahead of the changes', LISTED, [bookmark(4)]],
    ['a bookmark behind the changes', LISTED, [bookmark(2)]],
    ['a change of epoch without a reset', LISTED, [bookmark(3, 'two')]],
    ['a list of two epochs', NOTHING, [chunk(2, [u('a', 1)]), chunk(2, [u('b', 2)], 'two')]],
    ['a list closed by another epoch', NOTHING, [chunk(1, [u('a', 1)]), bookmark(1, 'two')]],
    ['a list with a part missing (I3)', NOTHING, [chunk(2, [u('a', 1)]), bookmark(1)]],
    ['a part that nobody asked for', LISTED, [chunk(1, [u('a', 1)], 'one', ['unit']), bookmark(3)]],
    ['a part of more than was asked for', DOUBTING, [chunk(1, [u('a', 1)], 'one', ['unit', 'case'])]],
    ['a part of another revision', DOUBTING, [chunk(1, [u('a', 1)], 'one', ['unit']), bookmark(4)]],
    [
      'a part in the middle of a list',
      NOTHING,
      [chunk(2, [u('a', 1)]), chunk(2, [u('b', 2)], 'one', ['unit'])],
    ],
    ['a message of an unknown kind', LISTED, [{} as WatchResponse]],
  ])('refuses %s, and nothing of it reaches the sink', async (_, from, messages) => {
    const seen = await read(from, messages)
    expect(seen).toHaveLength(1)
    expect(seen[0]).toMatch(/^refused: The gateway /)
  })

  test('a digest that differs ends the stream', async () => {
    expect(await read(LISTED, [bookmark(3, 'one', 'wrong')])).toEqual([
      'bookmark one@3',
      'refused: The wall differs from the gateway at revision 3.',
    ])
  })
})
